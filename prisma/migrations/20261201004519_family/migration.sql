-- CreateTable
CREATE TABLE "families" (
    "run_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "answers" INTEGER NOT NULL,
    "cuts" INTEGER NOT NULL,

    CONSTRAINT "families_pkey" PRIMARY KEY ("run_id")
);

