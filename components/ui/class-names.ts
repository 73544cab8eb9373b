/** Joins what is given; falsy parts fall away. */
export const classNames = (...parts: (string | false | null | undefined)[]) => parts.filter(Boolean).join(" ");
