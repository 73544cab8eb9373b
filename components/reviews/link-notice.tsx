"use client";

import type { Link } from "@/components/api/live-hub";
import { signInHere } from "@/components/shell/session";
import { buttonLook } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { errors } from "@/lib/messages/errors";

/** Says when the page does not hear of changes at once, or not at all. */
export function LinkNotice({ link, signedOut }: { link: Link; signedOut: boolean }) {
  if (signedOut) {
    return (
      <Notice tone="failed" role="alert">
        <p>{errors.signedOut}</p>
        <a href={signInHere()} className={buttonLook("plain")}>
          {errors.signIn}
        </a>
      </Notice>
    );
  }
  if (link === "live") return null;
  return (
    <Notice tone="waiting" role="status">
      <p>{link === "polling" ? errors.link.polling : errors.link.offline}</p>
    </Notice>
  );
}
