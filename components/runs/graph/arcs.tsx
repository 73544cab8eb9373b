import { classNames } from "@/components/ui/class-names";
import { type Arc, type Layout, size, stripWidth } from "./layout";

const looks: Record<Arc["on"], string> = {
  next: "stroke-control",
  action: "stroke-control",
  choice: "stroke-control",
  deadline: "stroke-waiting",
  error: "stroke-failed",
};

/** The lines on one side of the nodes; the nodes themselves say in words where they lead. */
export function Arcs({ layout, side }: { layout: Layout; side: Arc["side"] }) {
  const width = stripWidth(layout.lanes[side]);
  if (width === 0) return null;
  const arcs = layout.arcs.filter((arc) => arc.side === side);
  return (
    <svg aria-hidden width={width} height={layout.height} className="shrink-0 overflow-visible" fill="none">
      {arcs.map((arc) => (
        <g key={`${arc.fromY}-${arc.toY}`} className={classNames(looks[arc.on])} strokeWidth="1.5">
          <path
            d={path(arc, width)}
            strokeDasharray={arc.on === "deadline" || arc.on === "error" ? "4 3" : undefined}
          />
          <path d={arrow(arc, width)} strokeLinecap="round" strokeLinejoin="round" />
        </g>
      ))}
    </svg>
  );
}

/** From the node's edge to the lane, along it, and back to the node's edge; corners are round. */
function path({ side, lane, fromY, toY }: Arc, width: number): string {
  const edge = side === "left" ? width : 0;
  const out = side === "left" ? -1 : 1;
  const x = edge + out * (size.arrow + 4 + lane * size.lane);
  const radius = Math.min(7, Math.abs(toY - fromY) / 2);
  const down = toY > fromY ? 1 : -1;
  return [
    `M ${edge} ${fromY} H ${x - out * radius}`,
    `Q ${x} ${fromY} ${x} ${fromY + down * radius}`,
    `V ${toY - down * radius}`,
    `Q ${x} ${toY} ${x - out * radius} ${toY}`,
    `H ${edge}`,
  ].join(" ");
}

function arrow({ side, toY }: Arc, width: number): string {
  const tip = side === "left" ? width : 0;
  const back = side === "left" ? tip - size.arrow : tip + size.arrow;
  return `M ${back} ${toY - 4} L ${tip} ${toY} L ${back} ${toY + 4}`;
}
