"use client";

import { useReading } from "@/components/api/use-reading";
import { FileLinks } from "@/components/forms/file-link";
import { Json } from "@/components/ui/json";
import { runs as words } from "@/lib/messages/runs";
import type { StepDetail, StepView } from "@/lib/views/views";
import { Unread } from "./unread";

/** What went in and what came out, read when somebody looks, and again when the visit has gone on. */
export function StepData({ runId, step }: { runId: string; step: StepView }) {
  const path = `/api/v1/runs/${runId}/steps/${step.seq}`;
  const reading = useReading<StepDetail>(path, `${step.status} ${step.attempt}`);
  if (!reading.value) return <Unread reading={reading} />;
  return (
    <>
      <Data name={words.input} value={reading.value.input} />
      <Data name={words.output} value={reading.value.output} />
    </>
  );
}

function Data({ name, value }: { name: string; value: StepView["input"] }) {
  if (value === null) return null;
  return (
    <div>
      <Json value={value} label={name} heading={<span className="text-xs text-quiet">{name}</span>} />
      <FileLinks value={value} />
    </div>
  );
}
