import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { isBlankText } from "@/lib/text/hidden";

const definition = z.strictObject({
  name: z
    .string('needs a `name`, for example `name: "writer"`')
    .regex(/^[a-z][a-z0-9-]{0,63}$/, "`name` is lower-case letters, digits and hyphens, starting with a letter"),
  title: z.string("`title` must be text").min(1, "`title` must not be empty; leave it out to use the name").optional(),
  instructions: z
    .string("needs `instructions`: what the model is told to be and do")
    .refine((text) => !isBlankText(text), "`instructions` must not be empty: say what the model is to be and do"),
  model: z.string("`model` must be text").min(1, "`model` must not be empty; leave it out for the default").optional(),
  parameters: z
    .strictObject({
      temperature: z.number("`parameters.temperature` must be a number").min(0).max(2).optional(),
      topP: z.number("`parameters.topP` must be a number").min(0).max(1).optional(),
      maxTokens: z.int("`parameters.maxTokens` must be a whole number").min(1).optional(),
    })
    .optional(),
});

/** What an author writes. */
export type AssistantDefinition = z.infer<typeof definition>;

/** A named model with instructions; prompt steps refer to it by name. */
export interface Assistant extends AssistantDefinition {
  /** For people; the capitalized name unless given. */
  title: string;
}

/** Declares an assistant. It is checked when it is loaded, where the file can be named. */
export function defineAssistant(assistant: AssistantDefinition): Assistant {
  return { ...assistant, title: assistant.title ?? capitalize(String(assistant.name)) };
}

/** All problems of all files at once, one a line. */
export class AssistantsError extends Error {
  readonly code = "assistants_invalid";

  constructor(readonly problems: string[]) {
    super(problems.join("\n"));
    this.name = "AssistantsError";
  }
}

/**
 * Loads the default export of every `.ts`, `.js` and `.mjs` file of a folder, by name of the assistant.
 * A folder that does not exist holds none. Rejects with an `AssistantsError`.
 */
export async function loadAssistants(dir: string): Promise<Map<string, Assistant>> {
  const assistants = new Map<string, Assistant>();
  const fileOf = new Map<string, string>();
  const problems: string[] = [];
  for (const entry of await listFiles(dir)) {
    const path = join(dir, entry);
    const file = relative(process.cwd(), path);
    const found = await load(path);
    if ("problems" in found) {
      problems.push(...found.problems.map((problem) => `${file}: ${problem}.`));
      continue;
    }
    const { name } = found.assistant;
    const other = fileOf.get(name);
    if (other)
      problems.push(`${file}: the name "${name}" is already taken by ${other}; give one of them another name.`);
    assistants.set(name, found.assistant);
    fileOf.set(name, file);
  }
  if (problems.length > 0) throw new AssistantsError(problems);
  return assistants;
}

async function load(path: string): Promise<{ assistant: Assistant } | { problems: string[] }> {
  let module: { default?: unknown };
  try {
    module = await import(/* @vite-ignore */ pathToFileURL(path).href);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return { problems: [`could not be loaded: ${reason.replace(/\.$/, "")}; correct the file`] };
  }
  if (module.default === undefined) {
    return { problems: ["exports no assistant; write `export default defineAssistant({ ... })`"] };
  }
  const parsed = definition.safeParse(module.default);
  if (parsed.success) return { assistant: defineAssistant(parsed.data) };
  return { problems: parsed.error.issues.map(describe) };
}

function describe(issue: z.core.$ZodIssue): string {
  const where = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.map((key) => `\`${[where, key].filter(Boolean).join(".")}\``).join(", ");
    return `does not know ${keys}; remove it or correct its spelling`;
  }
  if (issue.code === "invalid_type" && where === "") {
    return "exports something else than an assistant; write `export default defineAssistant({ ... })`";
  }
  return issue.code === "too_small" || issue.code === "too_big" ? `\`${where}\`: ${issue.message}` : issue.message;
}

async function listFiles(dir: string): Promise<string[]> {
  try {
    const names = await readdir(dir);
    return names.filter((name) => /\.(ts|js|mjs)$/.test(name) && !/\.(d|test)\.ts$/.test(name)).sort();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

const capitalize = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
