import type { RunBundle } from "@/components/api/run-bundle";
import { chat as words } from "@/lib/messages/chat";
import type { TurnView } from "@/lib/views/threads";
import type { RunView, WorkflowView } from "@/lib/views/views";
import { LiveTurn } from "./live-turn";
import { TurnOutcome } from "./outcome";
import { promptOf } from "./prompt-of";
import { Said } from "./said";
import { TurnTabs } from "./turn-tabs";

interface Props {
  turn: TurnView;
  workflow: WorkflowView | null;
  /** Of the turn under way. */
  bundle: RunBundle | null;
  meId: string;
  onRun(run: RunView): void;
}

/** What was said, and what came of it. */
export function Turn({ turn, workflow, bundle, meId, onRun }: Props) {
  const { number, run } = turn;
  return (
    <li className="flex flex-col gap-4">
      <h2 className="sr-only">{words.turn(number)}</h2>
      <Said text={promptOf(run.input, workflow?.input.fields ?? [])} />
      <div>
        {bundle ? (
          <LiveTurn bundle={bundle} workflow={workflow} meId={meId} onRun={onRun} />
        ) : (
          <TurnTabs run={run} workflow={workflow} eager={false} news={0}>
            {() => <TurnOutcome run={run} />}
          </TurnTabs>
        )}
      </div>
    </li>
  );
}
