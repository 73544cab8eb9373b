import { createHash } from "node:crypto";
import type { WorkflowDefinition } from "./definition";
import { structureOf } from "./structure";

/**
 * Declared number and a hash of the structure. Function sources are left out, because they differ
 * between bundlers; texts too, because a better sentence is no other workflow.
 */
export function versionOf(definition: WorkflowDefinition): string {
  const hash = createHash("sha256")
    .update(JSON.stringify(structureOf(definition)))
    .digest("hex");
  return `${definition.version}-${hash.slice(0, 8)}`;
}
