/** One sentence about a database that can't be reached and what to do; never shows the password. */
export function connectionProblem(databaseUrl: string, error: unknown): string {
  const url = new URL(databaseUrl);
  const database = decodeURIComponent(url.pathname.slice(1)) || url.username;
  const server = `${url.hostname}:${url.port || 5432}`;
  const code = (error as { code?: string }).code ?? "";
  if (code === "28P01" || code === "28000") {
    return `The database at ${server} refused the user "${url.username}": check user and password in DATABASE_URL.`;
  }
  if (code === "3D000") {
    return `The server ${server} has no database "${database}": create it, or correct DATABASE_URL.`;
  }
  if (code === "53300")
    return `The database at ${server} has no connection left: close some, or raise max_connections.`;
  const detail = code || (error as Error).message;
  return `The database at ${server} can't be reached (${detail}): start it, or correct DATABASE_URL.`;
}
