import { z } from "zod";
import { body, must, name, pageQuery } from "@/lib/features/schemas";
import { isBlankText, withoutHidden } from "@/lib/text/hidden";
import { agent } from "./views";

const text = (length: number) => z.string(must("text")).max(length, `can have at most ${length} characters.`);

/** One line without anything before or after it. */
const line = (length: number) =>
  name(length)
    .transform((value) => value.trim().replaceAll(/\s+/g, " "))
    .refine((value) => withoutHidden(value) === value, "can't contain characters that are not seen.");

const web = "must be an address that begins with https:// or http://, without a password in it.";

const cardUrl = name(2_000).refine((value) => {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return ["http:", "https:"].includes(protocol) && username === "" && password === "";
}, web);

const secret = z
  .string(must("text"))
  .regex(/^[A-Z][A-Z0-9_]{0,62}$/, "must be the name of a secret: capital letters, digits and underscores.");

const fields = {
  name: line(100),
  description: text(2_000),
  capabilities: z.array(line(60), must("a list")).max(50, "can have at most 50 entries."),
  enabled: z.boolean(must("true or false")),
  assistant: name(64).nullable(),
  instructions: name(20_000).nullable(),
  model: name(200).nullable(),
  cardUrl: cardUrl.nullable(),
  secret: secret.nullable(),
};

const { name: required, ...optional } = fields;

export const agentBody = body({
  name: required,
  kind: z.enum(agent.shape.kind.options, "must be prompt or a2a."),
  ...z.strictObject(optional).partial().shape,
});

export const agentChanges = body(z.strictObject(fields).partial().shape);

const flag = z.enum(["true", "false"], "must be true or false.").transform((value) => value === "true");

const limit = z
  .string()
  .regex(/^[1-9]\d{0,1}$/, "must be a whole number from 1 to 50.")
  .transform(Number)
  .refine((value) => value <= 50, "must be a whole number from 1 to 50.")
  .default(10);

export const agentsQuery = pageQuery.extend({ enabled: flag.optional() });

/** `capabilities` are separated by commas. */
export const agentSearchQuery = z
  .strictObject({
    query: text(2_000).default(""),
    capabilities: text(1_000)
      .transform((value) => value.split(",").map((one) => one.trim()))
      .transform((list) => list.filter(Boolean))
      .optional(),
    disabled: flag.optional(),
    limit,
  })
  .refine(({ query, capabilities = [] }) => !isBlankText(query) || capabilities.length > 0, {
    path: ["query"],
    message: "must say what the agent is for, unless capabilities do.",
  });
