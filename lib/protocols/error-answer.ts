import { type Answer, problemAnswer } from "@/lib/http/problem";

interface Refusal {
  detail: string;
  errors?: { message: string }[];
  moreErrors?: number;
}

/** The older dialects say no with one sentence: `{"error"}`, under the status that REST has for the same. */
export function errorAnswer(error: unknown, where: string): Answer {
  const { body, ...answer } = problemAnswer(error, where);
  const { detail, errors = [], moreErrors } = JSON.parse(body) as Refusal;
  const sentences = errors.length > 1 ? errors.map(({ message }) => message) : [detail];
  if (moreErrors) sentences.push(`There are ${moreErrors} more.`);
  return { ...answer, contentType: "application/json", body: JSON.stringify({ error: sentences.join(" ") }) };
}
