"use client";

import { Dialog } from "@base-ui/react/dialog";
import type { ReactElement, ReactNode } from "react";
import { Button, buttonLook } from "./button";

/** Asks once, in a sentence that says what happens; stays open until it has happened or was refused. */
export function ConfirmDialog({
  open,
  onOpen,
  trigger,
  title,
  text,
  confirm,
  keep,
  danger = false,
  busy,
  ready = true,
  onConfirm,
  children,
}: {
  open: boolean;
  onOpen(open: boolean): void;
  /** The button that opens it. */
  trigger: ReactElement;
  title: ReactNode;
  text: ReactNode;
  /** Words of the button that does it, and of the one that leaves things as they are. */
  confirm: string;
  keep: string;
  danger?: boolean;
  busy: boolean;
  ready?: boolean;
  onConfirm(): void;
  /** Fields, and why it was refused. */
  children?: ReactNode;
}) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !busy && onOpen(next)}>
      <Dialog.Trigger render={trigger} />
      <Dialog.Portal>
        <Dialog.Backdrop className="appear fixed inset-0 z-50 bg-black/40" />
        <Dialog.Popup className="appear fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[min(32rem,calc(100vw-2rem))] -translate-1/2 overflow-y-auto rounded-lg border border-line bg-surface p-6 shadow-float">
          <form
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              // A form in a portal is still inside the forms around its trigger.
              event.stopPropagation();
              if (ready) onConfirm();
            }}
          >
            <div className="flex flex-col gap-1">
              <Dialog.Title className="text-base font-semibold">{title}</Dialog.Title>
              <Dialog.Description className="text-quiet">{text}</Dialog.Description>
            </div>
            {children}
            <div className="flex flex-wrap justify-end gap-2">
              <Dialog.Close className={buttonLook("plain")} disabled={busy}>
                {keep}
              </Dialog.Close>
              <Button type="submit" look={danger ? "danger" : "primary"} disabled={busy || !ready}>
                {confirm}
              </Button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
