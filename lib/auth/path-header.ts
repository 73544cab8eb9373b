/** Request header that `proxy.ts` sets on every page: its path and query. */
export const pathHeader = "x-holdpoint-path";
