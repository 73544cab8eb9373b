/** Ids are any text that its user likes. A dot alone would be a step up for the browser. */
export const threadPath = (id: string) => `/chat/${encodeURIComponent(id).replaceAll(".", "%2E")}`;
