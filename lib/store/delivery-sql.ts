/** What a kind of delivery has of its own in SQL; `l` is the delivery. One that needs only its payload has none. */
export interface OwnSql {
  /** One row where there is something to make deliveries of. */
  any: string;
  /** What is true when it is taken, as JSON, in place of its payload. */
  matter?: string;
  /** That JSON, as its kind takes it. */
  read?(matter: unknown): unknown;
  /** Written with what became of it: `mine` is the delivery, `$3` its status, `$4` what its kind notes. */
  beside?: string;
}

/** For an insert: of its key one is due at most, and that one will do. */
export const UNLESS_DUE =
  "on conflict (kind, key, status) where key is not null and status in ('due', 'sending') do nothing";
