import { ArrowDown, Check, CircleAlert, Clock, CornerLeftUp, CornerRightDown, LoaderCircle } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { looksOf } from "@/lib/engine/steps";
import { graph as words } from "@/lib/messages/graph";
import { KindIcon } from "./kind-icon";
import type { Node, Port } from "./layout";
import type { Mark } from "./marks";

const boxes: Record<Mark["state"], string> = {
  ahead: "border-line",
  visited: "border-control bg-surface",
  canceled: "border-control bg-surface",
  running: "border-running bg-running-soft ring-1 ring-running",
  waiting: "border-waiting bg-waiting-soft ring-1 ring-waiting",
  failed: "border-failed bg-failed-soft ring-1 ring-failed",
};

/** One step: its kind, how often the run was there, and the ways out that have a name. */
export function GraphNode({ node, mark, titleOf }: { node: Node; mark: Mark; titleOf(index: number): string }) {
  const head = (
    <>
      <KindIcon kind={node.kind} className="shrink-0 text-quiet" />
      <span
        className={classNames("min-w-0 flex-1 font-semibold", node.long ? "line-clamp-2 wrap-anywhere" : "truncate")}
        title={node.title}
      >
        {node.title}
      </span>
      <span className="sr-only">
        {`, ${looksOf(node.kind).word}, ${words.state[mark.state]}`}
        {mark.visits > 1 ? `, ${words.visits(mark.visits)}` : null}
      </span>
      {mark.visits > 1 ? (
        <span aria-hidden className="figures text-xs text-quiet">
          ×{mark.visits}
        </span>
      ) : null}
      <StateIcon state={mark.state} />
    </>
  );
  const row = classNames("flex items-center gap-2 px-3", node.long ? "h-[58px]" : "h-[38px]");
  return (
    <div className={classNames("rounded-lg border", boxes[mark.state], node.ports.length > 0 && "pb-1")}>
      {mark.seq === null ? (
        <div className={row}>{head}</div>
      ) : (
        <a href={`#visit-${mark.seq}`} className={classNames(row, "rounded-lg -outline-offset-2 hover:underline")}>
          {head}
        </a>
      )}
      {node.ports.length > 0 ? (
        <ul aria-label={words.waysOut(node.title)}>
          {node.ports.map((port) => (
            <PortRow
              key={`${port.on} ${port.label} ${port.to}`}
              port={port}
              from={node.index}
              target={titleOf(port.to)}
            />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** The arrow stands on the side the line leaves from. */
function PortRow({ port, from, target }: { port: Port; from: number; target: string }) {
  const back = port.to <= from;
  const next = port.to === from + 1;
  const label = port.on === "choice" ? target : port.label || words.on[port.on];
  const icon = "shrink-0 text-quiet";
  return (
    <li className="flex h-[26px] items-center gap-2 px-3 text-xs text-quiet">
      {back ? <CornerLeftUp aria-hidden size={12} className={icon} /> : null}
      <span className="relative min-w-0 flex-1 truncate" title={words.leadsTo(label, target)}>
        {label}
        <span className="sr-only">{words.to(target)}</span>
      </span>
      {back ? null : next ? (
        <ArrowDown aria-hidden size={12} className={icon} />
      ) : (
        <CornerRightDown aria-hidden size={12} className={icon} />
      )}
    </li>
  );
}

function StateIcon({ state }: { state: Mark["state"] }) {
  const common = { "aria-hidden": true, size: 14 } as const;
  switch (state) {
    case "running":
      return <LoaderCircle {...common} className="shrink-0 text-running" />;
    case "waiting":
      return <Clock {...common} className="shrink-0 text-waiting" />;
    case "failed":
      return <CircleAlert {...common} className="shrink-0 text-failed" />;
    case "visited":
      return <Check {...common} className="shrink-0 text-done" />;
    default:
      return null;
  }
}
