/** Whether a path has a part `.` or `..`: a browser, a proxy and we would each read another address in it. */
export const hasDotSegment = (path: string): boolean =>
  path.split(/[/\\]/).some((part) => part === "." || part === "..");
