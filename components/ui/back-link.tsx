import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "./link";

export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="-ml-1 inline-flex items-center gap-1 rounded hover:text-ink pointer-coarse:min-h-11">
      <ChevronLeft aria-hidden size={14} />
      {children}
    </Link>
  );
}
