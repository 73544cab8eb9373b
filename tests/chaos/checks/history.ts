import type { CommentView, DraftView, EventView, Page, RunSummary, StepView } from "@/lib/views/views";
import { Choices } from "../../simulation/choices";
import type { ChaosClient } from "../clients/client";
import type { Person } from "../clients/ledger";

/** All that can be read of a run. */
export interface History {
  run: RunSummary;
  events: EventView[];
  steps: StepView[];
  drafts: DraftView[];
  comments: CommentView[];
}

const AT_ONCE = 8;

/** Reads through the REST API of the product. */
export class Reader {
  private readonly choices = new Choices(0);

  constructor(
    private readonly client: ChaosClient,
    private readonly person: Person,
  ) {}

  async get<T>(path: string): Promise<T> {
    const body = await this.client.read<T>(path, this.person, this.choices);
    if (!body) throw new Error(`${path} could not be read.`);
    return body;
  }

  /** All pages of a list. */
  async list<T>(path: string): Promise<T[]> {
    const all: T[] = [];
    for (let cursor = ""; ; ) {
      const { data, nextCursor } = await this.get<Page<T>>(
        `${path}${path.includes("?") ? "&" : "?"}limit=200${cursor}`,
      );
      all.push(...data);
      if (!nextCursor) return all;
      cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
    }
  }

  async history(run: RunSummary): Promise<History> {
    const [events, steps, drafts, comments] = await Promise.all([
      this.list<EventView>(`/runs/${run.id}/events`),
      this.list<StepView>(`/runs/${run.id}/steps`),
      this.list<DraftView>(`/runs/${run.id}/drafts`),
      this.list<CommentView>(`/runs/${run.id}/comments`),
    ]);
    return { run, events, steps, drafts, comments };
  }

  /** Calls `visit` with each, several at once. */
  async each<T>(all: readonly T[], visit: (one: T) => Promise<void>): Promise<void> {
    const left = [...all];
    const work = async () => {
      for (let one = left.pop(); one !== undefined; one = left.pop()) await visit(one);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
}
