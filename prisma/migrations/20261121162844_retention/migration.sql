-- By hand: what the schema language can't say.

-- The clean-up looks for runs of a workflow that ended long ago, and for their branches.
CREATE INDEX "runs_workflow_ended_at_idx" ON "runs" ("workflow", "ended_at") WHERE "parent_id" IS NULL AND "ended_at" IS NOT NULL;
CREATE INDEX "runs_root_id_branches_idx" ON "runs" ("root_id") WHERE "parent_id" IS NOT NULL;
