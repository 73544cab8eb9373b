"use client";

import { useEffect, useMemo, useState } from "react";
import { type Comparison, compare } from "@/lib/markdown/compare";

/** What changed between two drafts; null until the page has come. Servers show one draft and compare none. */
export function useComparison(before: string | undefined, after: string | undefined): Comparison | null {
  const [isHere, setIsHere] = useState(false);
  useEffect(() => setIsHere(true), []);
  return useMemo(
    () => (isHere && before !== undefined && after !== undefined ? compare(before, after) : null),
    [isHere, before, after],
  );
}
