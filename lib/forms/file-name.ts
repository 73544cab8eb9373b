const LONGEST = 200;

/** Controls, and characters that change how the ones beside them are read: bidi, zero-width, variation, tags. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;

/**
 * A name as it can be shown and saved anywhere: the last part of a path, without what is invisible, what systems
 * forbid in names, and dots and spaces at its ends. `file` where nothing is left.
 */
export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replace(INVISIBLE, "")
    // Only now: what was between a letter and its accent is gone.
    .normalize("NFC")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  return shortened(plain) || "file";
}

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
