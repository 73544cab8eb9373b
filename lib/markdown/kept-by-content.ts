/** Keeps the newest results of `make` by their text, up to about `mostCharacters` of text. What is kept must not change. */
export function keptByContent<T>(make: (text: string) => T, mostCharacters: number): (text: string) => T {
  const kept = new Map<string, T>();
  let size = 0;
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) {
      // The order of a Map is the order of writing: the first is the one that was not read for longest.
      kept.delete(text);
      kept.set(text, known);
      return known;
    }
    const made = make(text);
    if (text.length > mostCharacters) return made;
    kept.set(text, made);
    size += text.length;
    for (const [oldest] of kept) {
      if (size <= mostCharacters) break;
      kept.delete(oldest);
      size -= oldest.length;
    }
    return made;
  };
}
