-- AlterTable
ALTER TABLE "push_configs" ADD COLUMN     "given" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN     "look_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID,
    "run_id" UUID,
    "key" TEXT,
    "status" TEXT NOT NULL DEFAULT 'due',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(6) DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "payload" JSONB NOT NULL,
    "content" JSONB,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- By hand

ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_status_check"
  CHECK ("status" IN ('due', 'sending', 'sent', 'kept', 'dropped', 'failed'));

-- What is due, kind by kind; it is little at any time.
CREATE INDEX "deliveries_due_idx" ON "deliveries" ("kind", "due_at") WHERE "due_at" IS NOT NULL;
-- One that waits and one under way: a digest gathers what comes until it is sent, a receiver is told one thing at a time.
CREATE UNIQUE INDEX "deliveries_key_idx" ON "deliveries" ("kind", "key", "status")
  WHERE "key" IS NOT NULL AND "status" IN ('due', 'sending');
-- What is looked at by people: mails in the outbox, and what was given up.
CREATE INDEX "deliveries_listed_idx" ON "deliveries" ("workspace_id", "status", "created_at" DESC, "id" DESC)
  WHERE "status" IN ('kept', 'failed');
CREATE INDEX "deliveries_user_idx" ON "deliveries" ("user_id", "created_at") WHERE "kind" = 'mail';
CREATE INDEX "deliveries_run_idx" ON "deliveries" ("run_id") WHERE "run_id" IS NOT NULL;
CREATE INDEX "deliveries_settled_idx" ON "deliveries" ("settled_at") WHERE "settled_at" IS NOT NULL;

DROP INDEX "push_configs_due_idx";
CREATE INDEX "push_configs_look_at_idx" ON "push_configs" ("look_at") WHERE NOT "ended";

-- Mails are deliveries from now on: due, under way, and what became of them.
INSERT INTO "deliveries" ("id", "kind", "workspace_id", "user_id", "key", "status", "attempts", "due_at", "created_at",
  "settled_at", "error", "payload", "content")
SELECT "id", 'mail', "workspace_id", "user_id",
  CASE WHEN "kind" = 'digest' AND "status" = 'due' THEN "user_id" || ' ' || "workspace_id" END,
  "status", "attempts", "due_at", "created_at", "settled_at", "error",
  jsonb_strip_nulls(jsonb_build_object('kind', "kind", 'reviewId', "review_id")), "content"
FROM "mails";

-- Pushes that a receiver has not taken yet go on where they were.
INSERT INTO "deliveries" ("id", "kind", "workspace_id", "user_id", "run_id", "key", "status", "attempts", "due_at", "payload")
SELECT gen_random_uuid(), 'push', "workspace_id", "user_id", "run_id", "given"::text, 'sending', "attempts", "retry_at",
  jsonb_build_object('id', "id")
FROM "push_configs" WHERE NOT "ended" AND "attempts" > 0;

-- Cancels that an agent elsewhere has not taken yet, too.
INSERT INTO "deliveries" ("id", "kind", "workspace_id", "run_id", "key", "status", "attempts", "due_at", "payload")
SELECT gen_random_uuid(), 'cancel', "workspace_id", "run_id", "run_id" || ' ' || "seq" || ' ' || "task_id", 'sending',
  "attempts", "tried_at" + "attempts" * interval '10 seconds',
  jsonb_build_object('seq', "seq", 'cardUrl', "card_url", 'secret', "secret", 'taskId', "task_id")
FROM "remote_tasks" WHERE "attempts" > 0;
