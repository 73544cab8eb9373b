-- AlterTable
ALTER TABLE "changes" ADD COLUMN     "position" BIGINT NOT NULL DEFAULT txid_current();

-- CreateTable
CREATE TABLE "feed_cursors" (
    "name" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "position" BIGINT NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feed_cursors_pkey" PRIMARY KEY ("name","workspace_id")
);

-- CreateIndex
CREATE INDEX "changes_workspace_id_position_idx" ON "changes"("workspace_id", "position");

-- By hand

-- What there is comes before all that follows, in the order in which it happened; each run's as it is numbered.
UPDATE "changes" c SET "position" = o."place" - o."all" - 1
FROM (
  SELECT "run_id", "event_seq", row_number() OVER (ORDER BY "at", "run_id", "event_seq") AS "place", count(*) OVER () AS "all"
  FROM (
    SELECT "run_id", "event_seq", max("at") OVER (PARTITION BY "run_id" ORDER BY "event_seq") AS "at" FROM "changes"
  ) "ordered"
) o WHERE o."run_id" = c."run_id" AND o."event_seq" = c."event_seq";
