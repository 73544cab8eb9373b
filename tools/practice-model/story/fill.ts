import { capitalize } from "../language/text";

/** What the tokens of a sentence stand for; null where there is nothing to say. */
export type Values = Record<string, string | null>;

/**
 * Fills `{token}`, `{Token}` (capitalized) and `{token|otherwise}`. Null when a token without an
 * alternative has no value: the sentence cannot be used.
 */
export function fill(sentence: string, values: Values): string | null {
  let usable = true;
  const filled = sentence.replace(/\{(\p{L}+)(?:\|([^}]*))?\}/gu, (_, token: string, otherwise?: string) => {
    const key = token.charAt(0).toLowerCase() + token.slice(1);
    const value = values[key] ?? otherwise;
    usable &&= value !== undefined;
    return token === key ? (value ?? "") : capitalize(value ?? "");
  });
  return usable ? tidy(filled) : null;
}

/** Small repairs where two texts meet. */
const tidy = (sentence: string) =>
  capitalize(
    sentence
      .replace(/\s+/g, " ")
      .replace(/\b(an?|the) (?:an?|the) /gi, "$1 ")
      .replace(/ ([.,;!?])/g, "$1")
      .replace(/([.!?…])(”?)\.(?=\s|$)/g, "$1$2")
      .replace(/,([.!?])/g, "$1")
      .replace(/([^.!?…])”$/, "$1”.")
      .trim(),
  );
