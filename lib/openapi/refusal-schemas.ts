import { z } from "zod";
import { components } from "@/lib/features/component";
import { type ProblemCode, problems } from "@/lib/http/problems";

const codes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];

/** Every member that some problem of the catalogue has. */
const members = Object.assign({}, ...Object.values(problems).map(({ members = {} }) => members)) as Record<
  string,
  string
>;

export const problem = z.looseObject({
  type: z.string().describe("The path of a page about it."),
  title: z.string(),
  status: z.int().describe("The HTTP status."),
  code: z.enum(codes),
  detail: z.string().describe("A sentence for people."),
  ...Object.fromEntries(Object.entries(members).map(([name, text]) => [name, z.unknown().optional().describe(text)])),
});
components.add(problem, { id: "Problem", description: "RFC 9457, as application/problem+json." });

export const error = z.strictObject({ error: z.string() });
components.add(error, { id: "Error", description: "How the older dialects say no." });
