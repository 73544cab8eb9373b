const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Anything else is nobody's id, and Postgres would refuse to look for it. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
