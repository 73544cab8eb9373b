-- CreateTable
CREATE TABLE "remote_tasks" (
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "card_url" TEXT NOT NULL,
    "secret" TEXT,
    "task_id" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "tried_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "remote_tasks_pkey" PRIMARY KEY ("run_id","seq")
);

-- By hand
