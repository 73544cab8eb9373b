/** What Node and Prisma say when the database can't be reached just now. */
const codes = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ENOTFOUND", "EAI_AGAIN", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH"],
  ...["P1001", "P1002", "P1008", "P1017", "P2024", "P2037"],
  ...["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"],
]);

/**
 * SQLSTATE: connection, a lost race between transactions, resources, shutdown; and a standby that is not promoted yet,
 * or a primary that is no longer one.
 */
const sqlStates = /^(08|40|53|57)...$|^25006$/;

/** Some errors come with words only. */
const words = new RegExp(
  [
    "connection terminated",
    "timeout exceeded when trying to connect",
    "query read timeout",
    "encountered a connection error",
    "not queryable",
    "after calling end on the pool",
    "not currently accepting connections",
    "the database system is (starting|shutting|not yet)",
  ].join("|"),
  "i",
);

const isCode = (name: unknown) => typeof name === "string" && (codes.has(name) || sqlStates.test(name));

/** True for an error, or one behind it, that will pass when the database is back. */
export function isUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 5) return false;
  const { code, originalCode, kind, message, cause, errors, meta } = error as Record<string, unknown>;
  if ([code, originalCode, kind].some(isCode)) return true;
  if (typeof message === "string" && words.test(message)) return true;
  // Prisma keeps what its driver said in `meta`; a host with several addresses fails with several errors.
  const { driverAdapterError } = (meta ?? {}) as { driverAdapterError?: unknown };
  const behind = [cause, driverAdapterError, ...(Array.isArray(errors) ? errors : [])];
  return behind.some((reason) => isUnavailable(reason, depth + 1));
}
