"use client";

import { PageError } from "@/components/ui/page-error";
import { errors } from "@/lib/messages/errors";
import "./globals.css";

/** When even the frame of the pages broke. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="bg-page font-sans text-ink">
        <title>{errors.page.title}</title>
        <main>
          <PageError {...props} />
        </main>
      </body>
    </html>
  );
}
