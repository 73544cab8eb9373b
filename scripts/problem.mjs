/** Something the person at the terminal can put right; `message` is the sentence that says how. */
export class Problem extends Error {
  name = "Problem";
}
