import type { Hidden } from "@/lib/operations/ports";

/** What is hidden, as a value for `int4multirange`. */
export const multirange = (hidden: Hidden): string =>
  `{${hidden.map(({ from, to }) => `[${from},${to ?? ""})`).join(",")}}`;

/** The same for filters of Prisma: numbers that are not to be. */
export const ranges = (hidden: Hidden) => hidden.map(({ from, to }) => ({ gte: from, ...(to !== null && { lt: to }) }));
