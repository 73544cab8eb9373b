"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { type Refusal, request } from "@/components/api/request";
import type { ScheduleView } from "@/lib/views/views";

/** Pauses a schedule or lets it go on; the page then shows what the server says. */
export function usePause({ id, enabled }: ScheduleView) {
  const router = useRouter();
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const busy = useRef(false);

  const toggle = async () => {
    if (busy.current) return;
    busy.current = true;
    setSending(true);
    setRefusal(null);
    const reply = await request<ScheduleView>(`/api/v1/schedules/${id}`, {
      method: "PATCH",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ enabled: !enabled }),
    });
    busy.current = false;
    setSending(false);
    if (reply.ok) router.refresh();
    else setRefusal(reply.refusal);
  };
  return { busy: sending, refusal, toggle: () => void toggle() };
}
