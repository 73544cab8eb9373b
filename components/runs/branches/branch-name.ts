import type { BranchView } from "@/lib/views/views";

/** What a branch is about, where it says so. */
export const branchName = ({ key, title }: Pick<BranchView, "key" | "title">): string => title || key;
