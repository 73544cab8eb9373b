"use client";

import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { Notice } from "@/components/ui/notice";
import { shell, signIn } from "@/lib/messages/shell";
import type { Role } from "@/lib/words/people";
import { PersonMark } from "./person-mark";
import { signInAs } from "./session";

interface DemoPerson {
  name: string;
  email: string;
  role: Role;
}

/** The demo's people, one button each. */
export function SignInChoices({ people, next }: { people: DemoPerson[]; next: string }) {
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const choose = async ({ email }: DemoPerson) => {
    if (busy) return;
    setBusy(email);
    setFailed(false);
    if (await signInAs(email, next)) return;
    setBusy(null);
    setFailed(true);
  };
  return (
    <div className="flex flex-col gap-3">
      {people.map((person) => (
        <button
          key={person.email}
          type="button"
          onClick={() => void choose(person)}
          aria-busy={busy === person.email}
          className="group flex items-center gap-4 rounded-lg border border-line bg-surface p-4 text-left transition-colors duration-100 hover:border-accent"
        >
          <PersonMark name={person.name} size="large" />
          <span className="min-w-0 flex-1">
            <span className="block font-semibold">
              {busy === person.email ? signIn.busy(person.name) : signIn.continueAs(person.name)}
              <span className="ml-2 text-xs font-normal text-quiet">{shell.role[person.role]}</span>
            </span>
            <span className="mt-0.5 block text-quiet">{signIn.goodFor[person.role]}</span>
          </span>
          <ArrowRight aria-hidden size={16} className="shrink-0 text-quiet group-hover:text-accent" />
        </button>
      ))}
      {failed ? (
        <Notice tone="failed" role="alert">
          <p>{signIn.failed}</p>
        </Notice>
      ) : null}
    </div>
  );
}
