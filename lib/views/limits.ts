/** So many drafts a page begins with; a long history has more than anybody reads at once. */
export const NEWEST_DRAFTS = 20;
