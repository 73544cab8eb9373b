-- CreateTable
CREATE TABLE "agent_tasks" (
    "user_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "context_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agent_tasks_pkey" PRIMARY KEY ("run_id","user_id")
);

-- CreateTable
CREATE TABLE "push_configs" (
    "run_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "auth_scheme" TEXT NOT NULL,
    "credentials" TEXT NOT NULL,
    "wire_version" TEXT NOT NULL,
    "seen_seq" INTEGER NOT NULL DEFAULT 0,
    "told" TEXT NOT NULL DEFAULT '',
    "ended" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "push_configs_pkey" PRIMARY KEY ("run_id","user_id","id")
);

-- CreateIndex
CREATE INDEX "agent_tasks_user_id_workspace_id_context_id_created_at_run__idx" ON "agent_tasks"("user_id", "workspace_id", "context_id", "created_at" DESC, "run_id" DESC);

-- CreateIndex
CREATE INDEX "agent_tasks_user_id_workspace_id_created_at_run_id_idx" ON "agent_tasks"("user_id", "workspace_id", "created_at" DESC, "run_id" DESC);

-- By hand

-- Whom there is something to tell.
CREATE INDEX "push_configs_due_idx" ON "push_configs" ("retry_at") WHERE NOT "ended";
