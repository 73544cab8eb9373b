/** Lines of the product that hold a promise, and what each becomes when it is taken away. */
export interface Guard {
  name: string;
  file: string;
  guard: string;
  instead: string;
  /** Files or folders of tests that may catch it, besides the simulation. */
  tests: string[];
}
