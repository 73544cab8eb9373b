"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { type Refusal, request } from "@/components/api/request";
import type { AgentView } from "@/lib/views/agents";

type Action = "test" | "toggle" | "remove";

/** Tests, switches or removes an agent, one at a time; the page then shows what the server says. */
export function useAgentAction({ id, enabled }: AgentView) {
  const router = useRouter();
  const [doing, setDoing] = useState<Action | null>(null);
  const [refused, setRefused] = useState<{ action: Action; refusal: Refusal } | null>(null);
  const busy = useRef(false);

  const run = async (action: Action) => {
    if (busy.current) return;
    busy.current = true;
    setDoing(action);
    setRefused(null);
    const reply = await send(action, id, enabled);
    busy.current = false;
    setDoing(null);
    if (!reply.ok) setRefused({ action, refusal: reply.refusal });
    else if (action === "remove") router.push("/agents");
    else router.refresh();
  };
  return { doing, refused, run: (action: Action) => void run(action) };
}

function send(action: Action, id: string, enabled: boolean) {
  const headers = { "Content-Type": "application/json" };
  const path = `/api/v1/agents/${id}`;
  switch (action) {
    case "test":
      return request<AgentView>(`${path}/test`, { method: "POST", headers, body: "{}" });
    case "toggle":
      return request<AgentView>(path, { method: "PATCH", headers, body: JSON.stringify({ enabled: !enabled }) });
    case "remove":
      return request<AgentView>(path, { method: "DELETE", headers, body: "{}" });
  }
}
