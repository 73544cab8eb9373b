import { PlainText } from "@/components/markdown/plain-text";
import { Button, buttonLook } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { progress } from "@/lib/messages/progress";
import { start as words } from "@/lib/messages/start";
import type { RunView } from "@/lib/views/views";

/** What to do when it has ended. */
export function RunEnd({ run, onAnother, onAgain }: { run: RunView; onAnother(): void; onAgain(): void }) {
  if (run.status === "running" || run.status === "waiting") return null;
  return (
    <div className="flex flex-col gap-4">
      {run.status === "failed" ? (
        <Notice tone="failed" role="alert">
          <p className="wrap-anywhere">
            <PlainText>{run.error?.message ?? progress.failed}</PlainText>
          </p>
          <p>{progress.failedSafe}</p>
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {run.status === "failed" ? (
          <Button look="primary" onClick={onAgain}>
            {words.again}
          </Button>
        ) : null}
        <Button look={run.status === "failed" ? "plain" : "primary"} onClick={onAnother}>
          {words.another}
        </Button>
        <Link href={`/runs/${run.id}`} className={buttonLook("quiet")}>
          {words.details}
        </Link>
      </div>
    </div>
  );
}
