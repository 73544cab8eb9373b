import { NEWEST_DRAFTS } from "@/lib/views/limits";
import type { CommentView, DraftView, Page, ReviewSummary, ReviewView, RunView } from "@/lib/views/views";
import { type Reply, request } from "./request";

/** A run with what people read of it. */
export interface RunBundle {
  run: RunView;
  /** Oldest first; of a long history the newest, and those that were known before. */
  drafts: DraftView[];
  comments: CommentView[];
}

const most = 200;

async function all<T>(path: string): Promise<Reply<T[]>> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    const page: Reply<Page<T>> = await request<Page<T>>(`${path}?limit=${most}${query}`);
    if (!page.ok) return page;
    found.push(...page.value.data);
    cursor = page.value.nextCursor;
  } while (cursor);
  return { ok: true, value: found };
}

const runPath = (id: string) => `/api/v1/runs/${encodeURIComponent(id)}`;

export const fetchReview = (id: string) => request<ReviewView>(`/api/v1/reviews/${encodeURIComponent(id)}`);

/** The oldest open review that is not this one; null when nothing else waits. */
export async function fetchNextReview(except: string): Promise<ReviewSummary | null> {
  const page = await request<Page<ReviewSummary>>("/api/v1/reviews?status=open&asked=me&limit=2");
  return page.ok ? (page.value.data.find(({ id }) => id !== except) ?? null) : null;
}

/** The run now. Drafts and comments are read again only when the known ones cannot be all there are. */
export async function fetchBundle(known: RunBundle | null, runId: string): Promise<Reply<RunBundle>> {
  const run = await request<RunView>(runPath(runId));
  if (!run.ok) return run;
  if (known && !mayHaveMore(known, run.value)) return { ok: true, value: { ...known, run: run.value } };
  const [drafts, comments] = await Promise.all([
    request<Page<DraftView>>(`${runPath(runId)}/drafts?order=newest&limit=${NEWEST_DRAFTS}`),
    all<CommentView>(`${runPath(runId)}/comments`),
  ]);
  if (!drafts.ok) return drafts;
  if (!comments.ok) return comments;
  const newest = drafts.value.data.toReversed();
  const first = newest[0]?.revision ?? 0;
  const before = known?.drafts.filter(({ revision }) => revision < first) ?? [];
  return { ok: true, value: { run: run.value, drafts: [...before, ...newest], comments: comments.value } };
}

/** A run writes drafts and people comment only between one change and the next. */
const mayHaveMore = (known: RunBundle, run: RunView) =>
  run.updatedAt !== known.run.updatedAt || known.run.status === "running";
