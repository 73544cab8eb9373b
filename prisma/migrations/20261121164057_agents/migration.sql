-- CreateTable
CREATE TABLE "agents" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "capabilities" TEXT[],
    "kind" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "assistant" TEXT,
    "instructions" TEXT,
    "model" TEXT,
    "card_url" TEXT,
    "secret" TEXT,
    "health_ok" BOOLEAN,
    "health_message" TEXT,
    "health_checked_at" TIMESTAMPTZ(3),
    "created_by" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agents_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "agents_workspace_id_name_key_key" ON "agents"("workspace_id", "name_key");

-- By hand

ALTER TABLE "agents" ADD CONSTRAINT "agents_kind_check" CHECK (
  ("kind" = 'prompt' AND ("assistant" IS NOT NULL OR "instructions" IS NOT NULL)
    AND "card_url" IS NULL AND "secret" IS NULL)
  OR ("kind" = 'a2a' AND "card_url" IS NOT NULL
    AND "assistant" IS NULL AND "instructions" IS NULL AND "model" IS NULL)
);

-- A generated column takes immutable functions only; array_to_string is none because of what other types print.
CREATE FUNCTION "agents_words"("capabilities" text[]) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT array_to_string($1, ', ') $$;

ALTER TABLE "agents" ADD COLUMN "search" tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('english', "name"), 'A') ||
  setweight(to_tsvector('english', "agents_words"("capabilities")), 'A') ||
  setweight(to_tsvector('english', "description"), 'B')
) STORED;

CREATE INDEX "agents_search_idx" ON "agents" USING gin ("search");

-- The card of an enabled agent elsewhere is fetched now and then.
CREATE INDEX "agents_health_due_idx" ON "agents" ("health_checked_at" NULLS FIRST) WHERE "kind" = 'a2a' AND "enabled";
