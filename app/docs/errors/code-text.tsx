/** Text in which `...` is code. */
export function CodeText({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text never move
      <code key={index} className="rounded bg-sunken px-1 font-mono text-[0.9em]">
        {part}
      </code>
    ),
  );
}
