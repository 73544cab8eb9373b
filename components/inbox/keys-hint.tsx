"use client";

import { Dialog } from "@base-ui/react/dialog";
import { buttonLook } from "@/components/ui/button";
import { inbox } from "@/lib/messages/inbox";

const words = inbox.keys;

function Key({ children }: { children: string }) {
  return (
    <kbd className="inline-flex min-w-5 justify-center rounded border border-line bg-surface px-1 font-mono text-[11px] leading-[18px]">
      {children}
    </kbd>
  );
}

/** The keys of the list, in a line for those who have them and in full on asking. */
export function KeysHint({ open, onOpen }: { open: boolean; onOpen(open: boolean): void }) {
  const [move, enter, help] = words.footer;
  return (
    <Dialog.Root open={open} onOpenChange={onOpen}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-1 text-xs text-quiet pointer-coarse:hidden">
        <span aria-hidden className="flex items-center gap-1.5">
          <Key>j</Key> <Key>k</Key> {move}
        </span>
        <span aria-hidden className="flex items-center gap-1.5">
          <Key>Enter</Key> {enter}
        </span>
        <Dialog.Trigger aria-label={words.title} className="flex items-center gap-1.5 rounded hover:text-ink">
          <Key>?</Key> {help}
        </Dialog.Trigger>
      </div>
      <Dialog.Portal>
        <Dialog.Backdrop className="appear fixed inset-0 z-50 bg-black/40" />
        <Dialog.Popup className="appear fixed top-1/2 left-1/2 z-50 w-[min(22rem,calc(100vw-2rem))] -translate-1/2 rounded-lg border border-line bg-surface p-6 shadow-float">
          <Dialog.Title className="text-base font-semibold">{words.title}</Dialog.Title>
          <dl className="mt-4 flex flex-col gap-2">
            {words.rows.map(({ keys, does }) => (
              <div key={does} className="flex items-center gap-3">
                <dt className="flex w-20 gap-1.5">
                  {keys.map((key) => (
                    <Key key={key}>{key}</Key>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <Dialog.Close className={buttonLook("plain", "mt-5")}>{words.close}</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
