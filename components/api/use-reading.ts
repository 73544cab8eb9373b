"use client";

import { useEffect, useState } from "react";
import { request } from "./request";

export interface Reading<T> {
  /** Null until the first answer; an earlier one stays while it is read again. */
  value: T | null;
  failed: boolean;
  again(): void;
}

/** Reads `path` when it is first shown, and again whenever `version` says that there is something new. */
export function useReading<T>(path: string, version: string | number): Reading<T> {
  const [tries, setTries] = useState(0);
  const [last, setLast] = useState<{ of: string; value: T | null; failed: boolean } | null>(null);
  useEffect(() => {
    let wanted = true;
    const of = `${version} ${tries}`;
    void request<T>(path).then((reply) => {
      if (!wanted) return;
      setLast((before) => ({ of, value: reply.ok ? reply.value : (before?.value ?? null), failed: !reply.ok }));
    });
    return () => {
      wanted = false;
    };
  }, [path, version, tries]);
  return {
    value: last?.value ?? null,
    failed: last?.of === `${version} ${tries}` && last.failed,
    again: () => setTries(tries + 1),
  };
}
