-- DropIndex
DROP INDEX "reviews_workspace_id_created_at_id_idx";

-- DropIndex
DROP INDEX "comments_run_id_created_at_id_idx";

-- AlterTable
ALTER TABLE "comments" DROP CONSTRAINT "comments_pkey",
ADD CONSTRAINT "comments_pkey" PRIMARY KEY ("run_id", "created_at", "id");

-- By hand
