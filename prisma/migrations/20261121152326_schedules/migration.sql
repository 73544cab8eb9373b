-- AlterTable
ALTER TABLE "processes" ADD COLUMN     "schedules" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "schedules" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "workflow" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "announced" BOOLEAN NOT NULL DEFAULT true,
    "timing" JSONB NOT NULL,
    "missed" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "paused_by" JSONB,
    "next_at" TIMESTAMPTZ(3),
    "last_at" TIMESTAMPTZ(3),
    "last_run_id" UUID,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedules_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "schedules_workspace_id_workflow_name_key" ON "schedules"("workspace_id", "workflow", "name");

-- By hand: what the schema language can't say.

ALTER TABLE "schedules" ADD CONSTRAINT "schedules_missed_check" CHECK ("missed" IN ('skip', 'catch-up'));

-- The sweep looks for starts that are due.
CREATE INDEX "schedules_next_at_idx" ON "schedules" ("next_at") WHERE "next_at" IS NOT NULL;
