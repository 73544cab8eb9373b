/** The database can't be used as asked; `message` is one sentence that says what to do about it. */
export class StartError extends Error {
  override name = "StartError";
}
