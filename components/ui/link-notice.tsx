"use client";

import type { ReactNode } from "react";
import type { Link } from "@/components/api/live-hub";
import { signInHere } from "@/components/shell/session";
import { buttonLook } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { errors } from "@/lib/messages/errors";

/** Says when the page does not hear of changes at once, or not at all. It floats: nothing moves for it. */
export function LinkNotice({ link, signedOut = false }: { link: Link; signedOut?: boolean }) {
  if (signedOut) {
    return (
      <Floating>
        <Notice tone="failed" role="alert">
          <p>{errors.signedOut}</p>
          <a href={signInHere()} className={buttonLook("plain")}>
            {errors.signIn}
          </a>
        </Notice>
      </Floating>
    );
  }
  if (link === "live") return null;
  return (
    <Floating>
      <Notice tone="waiting" role="status">
        <p>{link === "polling" ? errors.link.polling : errors.link.offline}</p>
      </Notice>
    </Floating>
  );
}

/** At the bottom, but above the bar that a review has there on a phone. */
function Floating({ children }: { children: ReactNode }) {
  return (
    <div className="appear fixed bottom-4 left-1/2 z-30 w-max max-w-[calc(100vw-2rem)] -translate-x-1/2 rounded-lg shadow-float max-lg:bottom-18">
      {children}
    </div>
  );
}
