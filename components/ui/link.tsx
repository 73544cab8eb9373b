"use client";

import NextLink, { useLinkStatus } from "next/link";
import type { ComponentProps } from "react";
import { shell } from "@/lib/messages/shell";

/** A link that says so when the next page takes longer than usual. Nothing is fetched before it is pressed. */
export function Link({ children, ...props }: ComponentProps<typeof NextLink>) {
  return (
    <NextLink prefetch={false} {...props}>
      {children}
      <Opening />
    </NextLink>
  );
}

function Opening() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span role="status" className="appear-late fixed inset-x-0 top-0 z-50 h-0.5 bg-accent">
      <span className="sr-only">{shell.opening}</span>
    </span>
  );
}
