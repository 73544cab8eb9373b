/** The test asks for something that the run, or the script of the test, does not have. */
export class KitError extends Error {
  override name = "KitError";
}
