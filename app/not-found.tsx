import type { Metadata } from "next";
import { Missing } from "@/components/ui/missing";
import { errors } from "@/lib/messages/errors";

export const metadata: Metadata = { title: errors.missing.title };

export default function NotFound() {
  return (
    <main id="content">
      <Missing />
    </main>
  );
}
