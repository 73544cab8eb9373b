/** A prepared statement. */
export interface Statement {
  name: string;
  text: string;
}
