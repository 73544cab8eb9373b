import type { WorkflowEdge, WorkflowView } from "@/lib/views/views";

/** Pixels; the markup of a node has these heights. `title` is the room for one where no arcs take any. */
export const size = {
  ...{ node: 40, longNode: 60, row: 26, gap: 24, lane: 12, arrow: 6, port: 9 },
  ...{ title: 244, letter: 8.4 },
} as const;

/** A way out that is named in its node: a button, a deadline, an error, a choice. */
export interface Port {
  on: WorkflowEdge["on"];
  label: string;
  to: number;
  /** Middle of its line, from the top. */
  y: number;
}

export interface Node {
  index: number;
  name: string;
  kind: string;
  title: string;
  top: number;
  height: number;
  /** Its title needs two lines. */
  long: boolean;
  ports: Port[];
  /** A line goes straight on to the next node. */
  flowsOn: boolean;
}

/** A line beside the nodes: back on the left, ahead on the right. */
export interface Arc {
  from: number;
  to: number;
  on: WorkflowEdge["on"];
  side: "left" | "right";
  lane: number;
  fromY: number;
  toY: number;
}

export interface Layout {
  nodes: Node[];
  arcs: Arc[];
  height: number;
  lanes: { left: number; right: number };
}

/**
 * Steps in their order from top to bottom. What leads to the next step is a straight line; what leads back is
 * an arc on the left, what leaves steps out is an arc on the right. Arcs that would cross take lanes of their own.
 */
export function layoutGraph(workflow: Pick<WorkflowView, "steps" | "edges">): Layout {
  const { lanes } = place(workflow, Number.POSITIVE_INFINITY);
  const strips = stripWidth(lanes.left) + stripWidth(lanes.right);
  return place(workflow, Math.floor((size.title - strips) / size.letter));
}

/** Width of the strip beside the nodes that arcs need. */
export const stripWidth = (lanes: number): number => (lanes === 0 ? 0 : lanes * size.lane + size.arrow + 4);

/** `letters`: how long a title is that fits into one line. */
function place({ steps, edges }: Pick<WorkflowView, "steps" | "edges">, letters: number): Layout {
  let top = 0;
  const nodes = steps.map(({ index, name, kind, title }): Node => {
    const out = edges.filter(({ from }) => from === index);
    const named = out.filter(({ on }) => on !== "next");
    const long = title.length > letters;
    const head = long ? size.longNode : size.node;
    const node = {
      index,
      name,
      kind,
      title,
      top,
      long,
      height: head + named.length * size.row + (named.length > 0 ? 4 : 0),
      ports: named.map(({ on, label, to }, row) => ({ on, label, to, y: top + head + (row + 0.5) * size.row })),
      flowsOn: out.some(({ to }) => to === index + 1),
    };
    top += node.height + size.gap;
    return node;
  });
  const arcs = edges.flatMap((edge) => arcOf(edge, nodes));
  const left = giveLanes(arcs.filter(({ side }) => side === "left"));
  const right = giveLanes(arcs.filter(({ side }) => side === "right"));
  return { nodes, arcs, height: Math.max(0, top - size.gap), lanes: { left, right } };
}

function arcOf({ from, to, on, label }: WorkflowEdge, nodes: Node[]): Arc[] {
  const source = nodes[from];
  const target = nodes[to];
  if (!source || !target || to === from + 1) return [];
  const port = source.ports.find((one) => one.on === on && one.label === label && one.to === to);
  const side = to <= from ? "left" : "right";
  const fromY = port?.y ?? source.top + size.node / 2 + size.port;
  return [{ from, to, on, side, lane: 0, fromY, toY: target.top + size.node / 2 }];
}

/** What leads to the same step shares a lane; the shortest lie innermost. Returns how many lanes there are. */
function giveLanes(arcs: Arc[]): number {
  const taken: [from: number, to: number][][] = [];
  const groups = [...new Set(arcs.map(({ to }) => to))].map((target) => {
    const group = arcs.filter(({ to }) => to === target);
    const ends = group.flatMap(({ fromY, toY }) => [fromY, toY]);
    return { group, from: Math.min(...ends), to: Math.max(...ends) };
  });
  for (const { group, from, to } of groups.toSorted((a, b) => a.to - a.from - (b.to - b.from))) {
    const free = taken.findIndex((spans) => spans.every(([a, b]) => to < a || from > b));
    const lane = free === -1 ? taken.length : free;
    taken[lane] = [...(taken[lane] ?? []), [from, to]];
    for (const arc of group) arc.lane = lane;
  }
  return taken.length;
}
