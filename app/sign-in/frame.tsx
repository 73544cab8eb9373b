import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";
import { shell } from "@/lib/messages/shell";

/** What is around every way to sign in. */
export function SignInFrame({ children }: { children: ReactNode }) {
  return (
    <main id="content" className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-6 px-4 py-12">
      <div className="flex flex-col gap-3">
        <Logo size={40} />
        <h1 className="text-2xl font-semibold">{shell.product}</h1>
        <p className="text-base text-quiet">{shell.tagline}</p>
      </div>
      {children}
    </main>
  );
}
