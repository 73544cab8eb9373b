"use client";

import { CircleAlert } from "lucide-react";
import { useEffect } from "react";
import { Button, buttonLook } from "@/components/ui/button";
import { errors } from "@/lib/messages/errors";

/** A page that broke: what happened, what is safe, what to do. The cause stays in the log. */
export function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  useEffect(() => console.error(error), [error]);
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-start gap-4 px-4 py-24">
      <CircleAlert aria-hidden size={24} className="text-failed" />
      <h1 className="text-xl font-semibold">{errors.page.title}</h1>
      <p className="text-quiet">{errors.page.text}</p>
      {digest ? <p className="font-mono text-xs text-quiet">{errors.page.reference(digest)}</p> : null}
      <div className="flex gap-2">
        <Button look="primary" onClick={retry}>
          {errors.page.retry}
        </Button>
        {/* A plain link: whatever broke is left behind. */}
        <a href="/inbox" className={buttonLook("plain")}>
          {errors.page.home}
        </a>
      </div>
    </div>
  );
}
