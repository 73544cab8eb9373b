export const markdown = {
  image: (alt: string, address: string) => `Image${alt ? `: ${alt}` : ""}${address ? ` (${address})` : ""}`,
  table: "Table",
  code: "Code",
  ticked: "☑",
  unticked: "☐",
  hidden: (name: string) => `Hidden character: ${name}`,
};
