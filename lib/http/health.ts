import { holdpoint } from "@/lib/app";
import type { Answer } from "./problem";
import { jsonAnswer } from "./respond";

/** 200 only when the database and all that this process is for are ready. Not a problem document: probes read the parts. */
export async function healthAnswer(): Promise<Answer> {
  const { ok, web, worker, database } = await holdpoint().health();
  return jsonAnswer({ status: ok ? "ok" : "unavailable", web, worker, database }, ok ? 200 : 503);
}
