import type { BranchView } from "@/lib/views/views";

type Named = Pick<BranchView, "key" | "title">;

/** Branches of a list are counted; those that the author wrote down have names. */
export const isCounted = ({ key }: Pick<BranchView, "key">): boolean => /^\d+$/.test(key);

/** The name its author gave it; for one of a list, what it is about. */
export const branchName = (branch: Named): string => (isCounted(branch) ? branch.title || branch.key : branch.key);
