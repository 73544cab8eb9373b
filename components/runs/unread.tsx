import type { Reading } from "@/components/api/use-reading";
import { Button } from "@/components/ui/button";
import { runs as words } from "@/lib/messages/runs";

/** In place of what is being read, or could not be. */
export function Unread<T>({ reading }: { reading: Reading<T> }) {
  if (!reading.failed) return <p className="appear-late text-quiet">{words.loading}</p>;
  return (
    <p role="status" className="flex flex-wrap items-center gap-3 text-quiet">
      {words.dataFailed}
      <Button onClick={reading.again}>{words.tryAgain}</Button>
    </p>
  );
}
