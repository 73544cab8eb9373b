"use client";

import { Dialog } from "@base-ui/react/dialog";
import { MessagesSquare, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { buttonLook } from "@/components/ui/button";
import { chat as words } from "@/lib/messages/chat";

/** On narrow screens the conversations come in from the left, and go when one is chosen. */
export function ThreadDrawer({ children }: { children: ReactNode }) {
  const path = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  return (
    <Dialog.Root open={openAt === path} onOpenChange={(open) => setOpenAt(open ? path : null)}>
      <Dialog.Trigger className={buttonLook("plain", "lg:hidden")}>
        <MessagesSquare aria-hidden size={16} />
        {words.open}
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="appear fixed inset-0 z-50 bg-black/40" />
        <Dialog.Popup className="appear fixed inset-y-0 left-0 z-50 flex w-[min(20rem,calc(100vw-3rem))] flex-col gap-3 overflow-y-auto border-r border-line bg-page p-3 shadow-float outline-none">
          <div className="flex items-center justify-between gap-2">
            <Dialog.Title className="px-2.5 text-base font-semibold">{words.threads}</Dialog.Title>
            <Dialog.Close aria-label={words.close} className={buttonLook("quiet", "px-2.5")}>
              <X aria-hidden size={16} />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
