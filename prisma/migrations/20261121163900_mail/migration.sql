-- AlterTable
ALTER TABLE "memberships" ADD COLUMN     "mail" TEXT NOT NULL DEFAULT 'all';

-- AlterTable
ALTER TABLE "reviews" ADD COLUMN     "notify_at" TIMESTAMPTZ(3),
ADD COLUMN     "told_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "mails" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'due',
    "review_id" UUID,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "content" JSONB,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_tokens" (
    "hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_tokens_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "mails_workspace_id_created_at_id_idx" ON "mails"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "mails_user_id_created_at_idx" ON "mails"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "mails_settled_at_idx" ON "mails"("settled_at");

-- CreateIndex
CREATE INDEX "sign_in_tokens_email_created_at_idx" ON "sign_in_tokens"("email", "created_at");

-- CreateIndex
CREATE INDEX "sign_in_tokens_expires_at_idx" ON "sign_in_tokens"("expires_at");

-- By hand

ALTER TABLE "memberships" ADD CONSTRAINT "memberships_mail_check" CHECK ("mail" IN ('all', 'assigned', 'none'));
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind_check" CHECK ("kind" IN ('review', 'reminder', 'digest'));
ALTER TABLE "mails" ADD CONSTRAINT "mails_status_check"
  CHECK ("status" IN ('due', 'sending', 'sent', 'kept', 'dropped', 'failed'));

-- The sweep looks for reviews to tell of, and for mails to send; both are few at any time.
CREATE INDEX "reviews_notify_at_idx" ON "reviews" ("notify_at") WHERE "notify_at" IS NOT NULL;
CREATE INDEX "mails_due_at_idx" ON "mails" ("due_at") WHERE "due_at" IS NOT NULL;

-- One digest per person gathers what comes until it is sent.
CREATE UNIQUE INDEX "mails_digest_idx" ON "mails" ("user_id", "workspace_id") WHERE "kind" = 'digest' AND "status" = 'due';
