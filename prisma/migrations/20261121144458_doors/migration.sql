-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "door" TEXT;

-- CreateTable
CREATE TABLE "showings" (
    "run_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "door" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "reviews" JSONB NOT NULL,
    "shown_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "showings_pkey" PRIMARY KEY ("run_id","user_id","door")
);

-- By hand

-- The newest run that somebody started at a door.
CREATE INDEX "runs_door_idx" ON "runs" ("workspace_id", "door", ("started_by" ->> 'id'), "created_at" DESC, "id" DESC)
  WHERE "door" IS NOT NULL;
