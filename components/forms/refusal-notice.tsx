"use client";

import { useEffect, useRef } from "react";
import type { Refusal } from "@/components/api/request";
import { PlainText } from "@/components/markdown/plain-text";
import { signInHere } from "@/components/shell/session";
import { Button, buttonLook } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { errors } from "@/lib/messages/errors";

/** Why something was not sent, that it is kept, and what to do. The focus goes here: the button may be gone. */
export function RefusalNotice({ refusal, onRetry }: { refusal: Refusal; onRetry(): void }) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal is a new one to hear of
  useEffect(() => box.current?.focus({ preventScroll: false }), [refusal]);
  return (
    <Notice tone="failed" role="alert" ref={box}>
      <p>
        <PlainText>{refusalSentence(refusal)}</PlainText>
      </p>
      {refusal.kind === "signed_out" ? (
        // A plain link: the page is loaded anew for whoever signs in.
        <a href={signInHere()} className={buttonLook("plain")}>
          {errors.signIn}
        </a>
      ) : refusal.kind === "network" || refusal.kind === "rate_limited" || refusal.kind === "other" ? (
        <Button onClick={onRetry}>{errors.tryAgain}</Button>
      ) : null}
    </Notice>
  );
}

/** Why, in words for whoever tried. */
export function refusalSentence(refusal: Refusal): string {
  switch (refusal.kind) {
    case "network":
      return errors.network;
    case "signed_out":
      return errors.signedOut;
    case "not_found":
      return errors.notFound;
    case "forbidden":
      return refusal.message ?? errors.forbidden;
    case "rate_limited":
      return errors.rateLimited;
    case "invalid":
      return refusal.message;
    default:
      return ("message" in refusal && refusal.message) || errors.server;
  }
}
