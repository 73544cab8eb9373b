import { shell } from "@/lib/messages/shell";

export function DemoBanner() {
  return (
    <section
      aria-label={shell.demo}
      className="bg-waiting-soft px-4 py-1 text-center text-xs leading-5 text-waiting lg:sticky lg:top-0 lg:z-30 lg:h-(--top)"
    >
      {shell.demoBanner}
    </section>
  );
}
