"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { type Attempt, attemptFor } from "@/components/api/attempt";
import { type Refusal, type Reply, send } from "@/components/api/request";

export interface Control {
  busy: boolean;
  refusal: Refusal | null;
  /** Sends once, however often it is pressed; the same again after a lost connection counts once. */
  press(path: string, body: unknown): void;
  again(): void;
  forget(): void;
}

/** Something that a press on a button does to a run; the page is rendered anew when it is done. */
export function useControl<T>(done: (answer: T) => void, method: "POST" | "PATCH" = "POST"): Control {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const state = useRef<{ attempt: Attempt | null; last: [string, unknown] | null; busy: boolean }>({
    attempt: null,
    last: null,
    busy: false,
  });

  const press = async (path: string, body: unknown) => {
    // State comes a moment late for the second click of two.
    if (state.current.busy) return;
    state.current.busy = true;
    state.current.last = [path, body];
    setBusy(true);
    setRefusal(null);
    const attempt = attemptFor(state.current.attempt, [path, body]);
    state.current.attempt = attempt;
    const reply: Reply<T> = await send<T>(method, path, body, attempt.key);
    state.current.busy = false;
    setBusy(false);
    if (!reply.ok) {
      // What was refused on purpose is another attempt when it is tried again later.
      if (reply.refusal.kind !== "network") state.current.attempt = null;
      return setRefusal(reply.refusal);
    }
    state.current.attempt = null;
    done(reply.value);
    router.refresh();
  };

  return {
    busy,
    refusal,
    press: (path, body) => void press(path, body),
    again: () => state.current.last && void press(...state.current.last),
    forget: () => setRefusal(null),
  };
}
