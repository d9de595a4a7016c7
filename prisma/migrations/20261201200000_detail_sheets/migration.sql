-- Rows of detail sheets, read beside the ledger of projects.
CREATE TABLE "import_detail" (
    "batch_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "sheet" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "fate" TEXT NOT NULL,
    "errors" INTEGER NOT NULL,
    "warnings" INTEGER NOT NULL,
    "project_id" INTEGER,
    "entry_id" INTEGER,
    "detail" JSONB NOT NULL,

    CONSTRAINT "import_detail_pkey" PRIMARY KEY ("batch_id","ordinal")
);

-- AddForeignKey
ALTER TABLE "import_detail" ADD CONSTRAINT "import_detail_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
