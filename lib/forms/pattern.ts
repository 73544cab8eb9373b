import { RE2JS } from "re2js";

const KEPT = 200;
const compiled = new Map<string, RE2JS>();

/**
 * Whether the whole text fits the pattern. RE2 needs time in proportion to the text, whatever the pattern;
 * the built-in RegExp can hang on one that an author or a model wrote.
 */
export function fitsPattern(pattern: string, text: string): boolean {
  let program = compiled.get(pattern);
  if (!program) {
    program = RE2JS.compile(pattern);
    const oldest = compiled.keys().next();
    if (compiled.size >= KEPT && !oldest.done) compiled.delete(oldest.value);
    compiled.set(pattern, program);
  }
  return program.testExact(text);
}

/** What RE2 says against a pattern; null when it can be used. */
export function patternProblem(pattern: string): string | null {
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
