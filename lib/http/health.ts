import { holdpoint } from "@/lib/app";
import type { Answer } from "./problem";
import { jsonAnswer } from "./respond";

/** 200 only when pages, worker and database are all ready. Not a problem document: probes read the parts. */
export async function healthAnswer(): Promise<Answer> {
  const { ok, web, worker, database } = await holdpoint().health();
  return jsonAnswer({ status: ok ? "ok" : "unavailable", web, worker, database }, ok ? 200 : 503);
}
