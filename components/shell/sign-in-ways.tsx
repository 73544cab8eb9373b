"use client";

import { ArrowRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { signIn } from "@/lib/messages/shell";
import { MailSignIn } from "./mail-sign-in";
import { signInWith } from "./session";

interface Elsewhere {
  id: string;
  name: string;
}

/** The ways in that are set up: elsewhere, or by a link that is mailed. */
export function SignInWays({ mail, elsewhere, next }: { mail: boolean; elsewhere: Elsewhere[]; next: string }) {
  return (
    <div className="flex flex-col gap-4">
      {elsewhere.map(({ id, name }) => (
        <Button key={id} className="min-h-11 w-full" onClick={() => void signInWith(id, next)}>
          {signIn.continueWith(name)}
          <ArrowRight aria-hidden size={16} />
        </Button>
      ))}
      {mail && elsewhere.length > 0 ? (
        <div className="flex items-center gap-3 text-quiet">
          <span className="h-px flex-1 bg-line" />
          {signIn.or}
          <span className="h-px flex-1 bg-line" />
        </div>
      ) : null}
      {mail ? <MailSignIn next={next} /> : null}
    </div>
  );
}
