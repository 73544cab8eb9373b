"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { paced } from "@/components/api/paced";
import { useLive } from "@/components/api/use-live";

/** Renders the page anew when something in the inbox (or, with `run`, in that run) may have changed. */
export function Watch({ run = null }: { run?: string | null }) {
  const router = useRouter();
  const [look] = useState(() => paced(() => router.refresh(), 1_000));
  useLive(run, { onChanged: look });
  return null;
}
