/**
 * When to remind of a review, as SQL: a day before it is due, or when a quarter of its time is left if that is less.
 * Null without a due date, and for what is due within four hours of its beginning.
 */
export const remindAt = (dueAt: string, createdAt: string): string => `
  case when ${dueAt} - ${createdAt} >= interval '4 hours'
    then ${dueAt} - least(interval '1 day', (${dueAt} - ${createdAt}) / 4) end`;
