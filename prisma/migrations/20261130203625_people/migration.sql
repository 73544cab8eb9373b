-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "people" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "reviews" ADD COLUMN     "people" JSONB;

-- By hand
