"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Link } from "./live-hub";
import { liveHub } from "./live-hub";
import { paced } from "./paced";
import { useLive } from "./use-live";

/**
 * Renders the page anew on the server when a run (or, with null, the inbox) may have changed. Not while
 * the server is away: Next would leave the page for one that says nothing.
 */
export function useRefresh(run: string | null): Link {
  const router = useRouter();
  const [look] = useState(() =>
    paced(() => void liveHub.isReachable().then((reachable) => reachable && router.refresh()), 1_000),
  );
  return useLive(run, { onChanged: look });
}
