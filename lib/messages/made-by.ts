/** The model that writes where none is set up, as it is recorded with what it wrote. */
export const PRACTICE_MODEL = "practice-model";

const PRACTICE = "the practice model";

/** What the frame around a text says of a model that only stands in for one. */
export const madeBy = {
  /** Whose text it is: "writer, gpt-5-mini", "writer, the practice model". */
  author: ({ name, model }: { name: string; model?: string }) =>
    model === PRACTICE_MODEL ? `${name.replace(`, ${model}`, "")}, ${PRACTICE}` : name,
  /** Of what a run shows, where these models wrote; null where there is nothing to say. */
  made: (models: string[]) => (models.includes(PRACTICE_MODEL) ? `Made with ${PRACTICE}` : null),
};
