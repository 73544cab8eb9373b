import { holdpoint } from "@/lib/app";
import { liveQuery } from "@/lib/features/schemas";
import { eventStream } from "@/lib/http/event-stream";
import { liveFrames } from "@/lib/http/live-frames";
import { pathId } from "@/lib/http/path-id";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { takeSeat } from "@/lib/http/seat";

/** What open pages listen to: one run, or everything of the workspace. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(liveQuery, async ({ principal, query, request: { signal }, caller }) => {
    const { operations, live } = holdpoint();
    if (query.run === undefined) {
      return eventStream({ seat: takeSeat(caller), signal }, (stop) =>
        liveFrames(
          {
            listen: (changed) => live.onWorkspace(principal.workspaceId, changed),
            currentText: async () => null,
            maySee: async () => false,
          },
          stop,
        ),
      );
    }
    const runId = pathId({ id: query.run }, "run");
    await operations.getRun(principal, runId);
    return eventStream({ seat: takeSeat(caller), signal }, (stop) =>
      liveFrames(
        {
          listen: (changed, written) => {
            const noChanges = live.onRun(runId, changed);
            const noText = live.onText(runId, written);
            return () => {
              noChanges();
              noText();
            };
          },
          currentText: () => operations.getLiveText(principal, runId),
          maySee: (seq) => operations.maySeeVisit(principal, runId, seq),
        },
        stop,
      ),
    );
  }),
});
