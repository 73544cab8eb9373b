import { AlertTriangle, CheckCircle2, Clock, Info } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { classNames } from "./class-names";

const tones = {
  failed: { box: "bg-failed-soft", icon: "text-failed", Icon: AlertTriangle },
  waiting: { box: "bg-waiting-soft", icon: "text-waiting", Icon: Clock },
  done: { box: "bg-done-soft", icon: "text-done", Icon: CheckCircle2 },
  info: { box: "bg-running-soft", icon: "text-running", Icon: Info },
};

/** Says what happened, where it happened. `role` is up to the caller: not every notice interrupts. */
export function Notice({
  tone,
  role,
  ref,
  children,
  className,
}: {
  tone: keyof typeof tones;
  role?: "alert" | "status";
  ref?: Ref<HTMLDivElement>;
  children: ReactNode;
  className?: string;
}) {
  const { box, icon, Icon } = tones[tone];
  return (
    <div
      ref={ref}
      role={role}
      tabIndex={-1}
      className={classNames("flex gap-3 rounded-lg px-4 py-3 outline-none", box, className)}
    >
      <Icon aria-hidden size={16} className={classNames("mt-0.5 shrink-0", icon)} />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-2">{children}</div>
    </div>
  );
}
