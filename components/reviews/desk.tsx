import type { ReactNode } from "react";

/** Reading on the left, answering on the right; on a phone one below the other. */
export function Desk({ reading, side }: { reading: ReactNode; side: ReactNode }) {
  return (
    <div className="flex flex-col gap-6 max-lg:pb-24 lg:flex-row lg:items-start">
      <div className="min-w-0 flex-1 lg:max-w-3xl">{reading}</div>
      <aside className="flex flex-col gap-6 lg:sticky lg:top-[calc(var(--top)+24px)] lg:max-h-[calc(100dvh-var(--top)-48px)] lg:w-80 lg:shrink-0 lg:overflow-y-auto lg:p-1 lg:-m-1 xl:w-90">
        {side}
      </aside>
    </div>
  );
}
