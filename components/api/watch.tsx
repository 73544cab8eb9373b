"use client";

import { LinkNotice } from "@/components/ui/link-notice";
import { useRefresh } from "./use-refresh";

/** Keeps what the server rendered up to date, and says when it can't. */
export function Watch({ run = null }: { run?: string | null }) {
  return <LinkNotice link={useRefresh(run)} />;
}
