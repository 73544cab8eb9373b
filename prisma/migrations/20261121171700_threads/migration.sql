-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "thread_id" UUID,
ADD COLUMN     "turn" INTEGER;

-- CreateTable
CREATE TABLE "threads" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "workflow" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "threads_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "threads_workspace_id_user_id_updated_at_id_idx" ON "threads"("workspace_id", "user_id", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "threads_workspace_id_user_id_key_key" ON "threads"("workspace_id", "user_id", "key");

-- By hand

-- A turn of a thread is one run, however many prompts come at once.
CREATE UNIQUE INDEX "runs_turn_key" ON "runs" ("thread_id", "turn") WHERE "thread_id" IS NOT NULL;
