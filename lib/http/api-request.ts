/** What handlers need of a request. A `NextRequest` has it, and so has what our own server makes of one of Node's. */
export interface ApiRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly cookies: { get(name: string): { value: string } | undefined };
  readonly nextUrl: { readonly pathname: string; readonly searchParams: URLSearchParams };
  /** Aborted when the client goes before it has its answer. */
  readonly signal: AbortSignal;
  readonly body: AsyncIterable<Uint8Array> | null;
}
