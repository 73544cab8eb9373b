/** What Node, Postgres (SQLSTATE) and Prisma say when the database can't be reached just now. */
const codes = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ENOTFOUND", "EAI_AGAIN", "EPIPE", "ETIMEDOUT", "ENOENT"],
  ...["57P01", "57P02", "57P03", "57P05", "53300", "08000", "08001", "08003", "08004", "08006"],
  ...["P1001", "P1002", "P1008", "P1017", "P2024", "P2037"],
]);

/** node-postgres reports these without a code. */
const sentences =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|not queryable|cannot use a pool after calling end/i;

/** True for an error, or one behind it, that will pass when the database is back. */
export function isUnavailable(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  if (code === "unavailable" || (typeof code === "string" && codes.has(code)) || sentences.test(error.message))
    return true;
  const behind = [error.cause, ...(Array.isArray(errors) ? errors : [])];
  return behind.some((cause) => isUnavailable(cause, depth + 1));
}
