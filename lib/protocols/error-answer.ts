import { type Answer, problemAnswer } from "@/lib/http/problem";

/** The older dialects say no with one sentence: `{"error"}`, under the status that REST has for the same. */
export function errorAnswer(error: unknown, where: string): Answer {
  const { body, ...answer } = problemAnswer(error, where);
  const { detail, errors = [] } = JSON.parse(body) as { detail: string; errors?: { message: string }[] };
  const sentences = errors.length > 1 ? errors.map(({ message }) => message) : [detail];
  return { ...answer, contentType: "application/json", body: JSON.stringify({ error: sentences.join(" ") }) };
}
