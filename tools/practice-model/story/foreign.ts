const FOREIGN =
  /(?:^|\s)(?:der|die|das|und|ein|eine|einen|ist|nicht|mit|über|von|le|la|les|un|une|des|du|et|est|qui|dans|el|los|las|una|y|que|con|il|lo|gli|che|di|een|het|van|och|ett|en|som|uma|um|não|jest|nie|ve|bir)(?=\s|$)/giu;
const ENGLISH =
  /(?:^|\s)(?:a|an|the|and|of|in|to|who|that|with|is|for|on|at|from|by|his|her|my|about|as|but|not)(?=\s|$)/gi;

/** Another script, or more small words of other languages than of English. */
export function isForeign(text: string): boolean {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return count(/\p{Script=Latin}/gu) < count(/\p{L}/gu) * 0.7 || count(FOREIGN) > count(ENGLISH);
}
