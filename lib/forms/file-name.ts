import { withoutHidden } from "@/lib/text/hidden";

const LONGEST = 200;

/** What no two systems agree on, or nobody can write down: controls, private and unassigned characters, half of a pair. */
const UNUSABLE = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}]/gu;

/**
 * A name as it can be shown and saved anywhere: the last part of a path, without what is hidden, what systems
 * forbid in names, and dots and spaces at its ends. `file` where nothing is left.
 */
export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  // What was cut may end in half of a picture, or in a dot.
  return plain(shortened(plain(last))) || "file";
}

const plain = (name: string): string =>
  // Hidden ones come last: what stood around them is then what stays.
  withoutHidden(name.replace(UNUSABLE, "").replace(/[<>:"|?*]/g, "_"))
    // Only now: what was between a letter and its accent is gone.
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");

/** The end says what kind of file it is, so the middle gives way. */
function shortened(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= LONGEST) return name;
  const ending = /\.[A-Za-z0-9]{1,16}$/.exec(name)?.[0] ?? "";
  return `${characters
    .slice(0, LONGEST - ending.length)
    .join("")
    .trimEnd()}${ending}`;
}
