-- CreateTable
CREATE TABLE "files" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "uploaded_by" UUID NOT NULL,
    "store" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "keep_until" TIMESTAMPTZ(3),

    CONSTRAINT "files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_chunks" (
    "file_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_chunks_pkey" PRIMARY KEY ("file_id","index")
);

-- CreateTable
CREATE TABLE "file_uses" (
    "run_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,

    CONSTRAINT "file_uses_pkey" PRIMARY KEY ("run_id","file_id")
);

-- CreateIndex
CREATE INDEX "files_uploaded_by_created_at_idx" ON "files"("uploaded_by", "created_at");

-- CreateIndex
CREATE INDEX "file_uses_file_id_idx" ON "file_uses"("file_id");

-- AddForeignKey
ALTER TABLE "file_chunks" ADD CONSTRAINT "file_chunks_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "files"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_uses" ADD CONSTRAINT "file_uses_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "files"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand

ALTER TABLE "files" ADD CONSTRAINT "files_status_check" CHECK ("status" IN ('uploading', 'ready', 'removing'));

-- The cleaner looks once at each file whether a run uses it, and again when one of those runs goes.
CREATE INDEX "files_keep_until_idx" ON "files" ("keep_until") WHERE "keep_until" IS NOT NULL;

-- Pictures and documents are packed already.
ALTER TABLE "file_chunks" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
