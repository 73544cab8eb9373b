"use client";

import { MailCheck } from "lucide-react";
import { type FormEvent, useState } from "react";
import { controlLook } from "@/components/forms/control-look";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { signIn } from "@/lib/messages/shell";
import { askForLink } from "./session";

/** Asks for an address, and says where to look. */
export function MailSignIn({ next }: { next: string }) {
  const [state, setState] = useState<"asking" | "busy" | "failed" | { sentTo: string }>("asking");
  if (typeof state === "object") {
    return (
      <div role="status" className="flex gap-3">
        <MailCheck aria-hidden size={20} className="mt-0.5 shrink-0 text-done" />
        <div className="flex flex-col items-start gap-2">
          <h2 className="text-base font-semibold">{signIn.sentTitle}</h2>
          <p className="wrap-anywhere">{signIn.sent(state.sentTo)}</p>
          <Button onClick={() => setState("asking")}>{signIn.otherAddress}</Button>
        </div>
      </div>
    );
  }
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state === "busy") return;
    const email = String(new FormData(event.currentTarget).get("email")).trim();
    setState("busy");
    setState((await askForLink(email, next)) ? { sentTo: email } : "failed");
  };
  return (
    <form onSubmit={(event) => void send(event)} className="flex flex-col gap-3">
      <label className="flex flex-col gap-1.5">
        <span className="font-semibold">{signIn.email}</span>
        <input name="email" type="email" required maxLength={254} autoComplete="email" className={controlLook} />
      </label>
      <input type="hidden" name="next" value={next} />
      <Button type="submit" look="primary" className="min-h-11" aria-busy={state === "busy"}>
        {state === "busy" ? signIn.mailing : signIn.mailLink}
      </Button>
      {state === "failed" ? (
        <Notice tone="failed" role="alert">
          <p>{signIn.failed}</p>
        </Notice>
      ) : null}
    </form>
  );
}
