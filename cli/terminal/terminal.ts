import { safeJson } from "./safe-text";
import { type Styles, styles } from "./styles";

const WIDEST = 100;

type Screen = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** Where a command reads and writes. What it is for goes to `out`, everything else to `err`. */
export interface Streams {
  in: NodeJS.ReadableStream & { isTTY?: boolean };
  out: Screen;
  err: Screen;
}

export interface Terminal extends Streams {
  /** Somebody is there to ask. */
  interactive: boolean;
  styles: Styles;
  width: number;
}

export function openTerminal(streams: Streams, { noColor, json }: { noColor: boolean; json: boolean }): Terminal {
  return {
    in: streams.in,
    out: streams.out,
    err: streams.err,
    interactive: Boolean(streams.in.isTTY && streams.out.isTTY) && !json,
    styles: styles(Boolean(streams.out.isTTY) && !noColor),
    width: Math.min(streams.out.columns || 80, WIDEST),
  };
}

export const print = ({ out }: Terminal, text: string) => void out.write(`${text}\n`);

export const note = ({ err }: Terminal, text: string) => void err.write(`${text}\n`);

export const printJson = (terminal: Terminal, value: unknown) => print(terminal, safeJson(value, 2));

/** One value a line, for streams. */
export const printJsonLine = (terminal: Terminal, value: unknown) => print(terminal, safeJson(value));
