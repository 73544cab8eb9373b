-- AlterTable
ALTER TABLE "step_executions" ADD COLUMN     "retry_of" INTEGER;

-- CreateTable
CREATE TABLE "once_results" (
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "value" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "once_results_pkey" PRIMARY KEY ("run_id","seq","key")
);

-- By hand
