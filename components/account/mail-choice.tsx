"use client";

import { useId, useState } from "react";
import { send } from "@/components/api/request";
import { Notice } from "@/components/ui/notice";
import { account as words } from "@/lib/messages/mail";
import type { MailChoice as Choice, MeView } from "@/lib/views/mail";

const choices: Choice[] = ["all", "assigned", "none"];

/** Which mails somebody gets; what is chosen counts at once. */
export function MailChoice({ chosen }: { chosen: Choice }) {
  const [choice, setChoice] = useState(chosen);
  const [outcome, setOutcome] = useState<"saved" | "failed" | null>(null);
  const name = useId();
  const choose = async (next: Choice) => {
    const before = choice;
    setChoice(next);
    setOutcome(null);
    const reply = await send<MeView>("PATCH", "/api/v1/me", { mail: next }, crypto.randomUUID());
    if (!reply.ok) setChoice(before);
    setOutcome(reply.ok ? "saved" : "failed");
  };
  return (
    <fieldset className="flex max-w-xl flex-col gap-2">
      <legend className="mb-2 text-base font-semibold">{words.mail}</legend>
      {choices.map((value) => (
        <label
          key={value}
          className="flex cursor-pointer gap-3 rounded-lg border border-line bg-surface p-4 has-checked:border-accent"
        >
          <input
            type="radio"
            name={name}
            value={value}
            checked={choice === value}
            onChange={() => void choose(value)}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span>
            <span className="block font-semibold">{words.choices[value][0]}</span>
            <span className="text-quiet">{words.choices[value][1]}</span>
          </span>
        </label>
      ))}
      <p className="text-quiet">{words.limit}</p>
      <div role="status" className="min-h-5 text-done">
        {outcome === "saved" ? words.saved : null}
      </div>
      {outcome === "failed" ? (
        <Notice tone="failed" role="alert">
          <p>{words.failed}</p>
        </Notice>
      ) : null}
    </fieldset>
  );
}
