-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "branch_index" INTEGER,
ADD COLUMN     "joining" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "racing" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "joins" (
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "winner" INTEGER,

    CONSTRAINT "joins_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "branches" (
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "index" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "child_id" UUID,
    "status" TEXT NOT NULL,
    "delivered" BOOLEAN NOT NULL DEFAULT false,
    "workflow" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "output" JSONB,
    "error" JSONB,

    CONSTRAINT "branches_pkey" PRIMARY KEY ("run_id","seq","index")
);

-- By hand: what the schema language can't say.

ALTER TABLE "branches" ADD CONSTRAINT "branches_status_check"
  CHECK ("status" IN ('pending', 'running', 'completed', 'failed', 'canceling', 'canceled'));

-- The sweep looks for ends nobody took note of, and for branches that are no longer wanted.
CREATE INDEX "branches_ended_idx" ON "branches" ("run_id", "seq")
  WHERE NOT "delivered" AND "status" IN ('completed', 'failed', 'canceled');
CREATE INDEX "branches_canceling_idx" ON "branches" ("child_id") WHERE "status" = 'canceling';
-- A run that waits for branches shows their open reviews.
CREATE INDEX "reviews_root_run_id_open_idx" ON "reviews" ("root_run_id") WHERE "status" = 'open';

-- Undoes the statement of a branch that ended after another one had won the race.
CREATE FUNCTION holdpoint_race_lost() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'another branch was first' USING ERRCODE = 'HP001';
END $$;
