import type { ReactNode } from "react";

export default function ErrorsLayout({ children }: { children: ReactNode }) {
  return (
    <main id="content" className="mx-auto max-w-[70ch] px-4 py-12 text-base leading-relaxed">
      {children}
    </main>
  );
}
