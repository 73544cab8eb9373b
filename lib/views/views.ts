/**
 * The shapes people and programs see: REST answers with them and pages render them.
 * Times are ISO 8601 strings in UTC. JSON only.
 */
export type { FileView } from "@/lib/features/files/views";
export type {
  DecisionView,
  DraftContent,
  MayAnswer,
  ReviewCount,
  ReviewStatus,
  ReviewSummary,
  ReviewView,
} from "@/lib/features/reviews/views";
export type {
  BranchView,
  CommentView,
  DraftView,
  EventView,
  RunStatus,
  RunSummary,
  RunView,
  StepDetail,
  StepStatus,
  StepView,
} from "@/lib/features/runs/views";
export type { ScheduleView } from "@/lib/features/schedules/views";
export type { Page } from "@/lib/features/shapes";
export type { WorkflowEdge, WorkflowStep, WorkflowView } from "@/lib/features/workflows/views";
export type { Json } from "@/lib/words/json";

/** What the caller may do to a run as it is now; an earlier visit may be out of reach all the same. */
export interface RunRights {
  cancel: boolean;
  retry: boolean;
  signal: boolean;
  rewind: boolean;
  fork: boolean;
  forkWithData: boolean;
}
