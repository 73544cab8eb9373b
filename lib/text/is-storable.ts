/** True for text that Postgres can keep and UTF-8 can carry. */
export const isStorable = (text: string) => text.isWellFormed() && !text.includes("\u0000");
