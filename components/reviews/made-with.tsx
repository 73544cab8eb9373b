import { classNames } from "@/components/ui/class-names";
import { madeBy } from "@/lib/messages/made-by";

/** Says in the frame of what a run shows that a stand-in wrote it, where one did. */
export function MadeWith({ models, className }: { models: string[]; className?: string }) {
  const made = madeBy.made(models);
  return made ? <p className={classNames("text-xs text-quiet", className)}>{made}</p> : null;
}
