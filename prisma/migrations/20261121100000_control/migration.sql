-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "draft_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "forked_from" JSONB,
ADD COLUMN     "signals_kept" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "wake_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "step_executions" ADD COLUMN     "base_data" JSONB;

-- AlterTable
ALTER TABLE "comments" ADD COLUMN     "seq" INTEGER;

-- CreateTable
CREATE TABLE "signals" (
    "run_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "event_seq" INTEGER NOT NULL,
    "taken_by_seq" INTEGER,
    "by" JSONB NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signals_pkey" PRIMARY KEY ("run_id","id")
);

-- By hand: what the schema language can't say.

-- Drafts so far were never rewound.
UPDATE "runs" SET "draft_count" = "draft_revision";
-- Comments so far were made at the visit of their review.
UPDATE "comments" c SET "seq" = v."seq" FROM "reviews" v WHERE v."id" = c."review_id";

-- The sweep looks for timers and deadlines that are due.
CREATE INDEX "runs_wake_at_waiting_idx" ON "runs" (least("wake_at", "expires_at")) WHERE "status" = 'waiting';
