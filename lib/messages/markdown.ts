const aside = (place: string, note: string | undefined) => [place, note ? `“${note}”` : ""].filter(Boolean).join(", ");

const plain = (why: string) => `This is shown as plain text, in full, because ${why}.`;

/** Why a text is not shown as Markdown. */
const reasons = {
  characters: plain("it is too long to be laid out"),
  nodes: plain("it has more parts than can be laid out"),
  depth: plain("parts of it are nested too deeply to be laid out"),
  cells: plain("a table in it is too large to be laid out"),
  steps: plain("it has too many formatting characters to be laid out"),
  addresses: plain("its links are too long to be laid out"),
  broken: plain("it could not be laid out"),
};

export const markdown = {
  image: (alt: string, address: string, note?: string) =>
    `[Image${alt ? `: ${alt}` : ""}${address ? ` (${aside(address, note)})` : ""}]`,
  /** Stands behind the words of a link. */
  leadsTo: (place: string, note?: string) => `(${aside(place, note)})`,
  table: "Table",
  code: "Code",
  ticked: "☑",
  unticked: "☐",
  hidden: (name: string) => `Hidden ${name.includes(" +") ? "characters" : "character"}: ${name}`,
  plain: reasons,
  coarse: "Where too much has changed, the old words stand before the new ones.",
  sameReading: "It reads the same: only spaces or formatting characters are written differently.",
  anotherText: "Nearly all of it was written anew.",
};
