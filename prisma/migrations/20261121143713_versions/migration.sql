-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "held" JSONB;

-- CreateTable
CREATE TABLE "processes" (
    "owner" TEXT NOT NULL,
    "versions" TEXT[],
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "alive_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "processes_pkey" PRIMARY KEY ("owner")
);

-- By hand: what the schema language can't say.

-- What came while a version was unknown is looked for by the versions a process knows.
CREATE INDEX "runs_held_idx" ON "runs" ("workflow", "version") WHERE "held" IS NOT NULL;
-- A new version that migrates an old one's runs looks for those that wait.
CREATE INDEX "runs_version_waiting_idx" ON "runs" ("workflow", "version") WHERE "status" = 'waiting';
