import type { Older } from "@/components/api/use-older";
import { Button } from "@/components/ui/button";
import { runs as words } from "@/lib/messages/runs";

export function LoadOlder<T>({ older, className }: { older: Older<T>; className?: string }) {
  if (!older.more) return null;
  return (
    <div className={className}>
      <Button disabled={older.busy} onClick={older.load}>
        {words.loadOlder}
      </Button>
      <span role="status" className="ml-3 text-quiet">
        {older.failed ? words.olderFailed : null}
      </span>
    </div>
  );
}
