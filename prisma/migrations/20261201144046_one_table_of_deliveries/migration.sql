-- AlterTable
ALTER TABLE "push_configs" DROP COLUMN "attempts",
DROP COLUMN "retry_at";

-- AlterTable
ALTER TABLE "remote_tasks" DROP COLUMN "attempts",
DROP COLUMN "tried_at";

-- DropTable
DROP TABLE "mails";

-- By hand
