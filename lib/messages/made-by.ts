/** The model that writes where none is set up, as it is recorded with what it wrote. */
export const PRACTICE_MODEL = "practice-model";
