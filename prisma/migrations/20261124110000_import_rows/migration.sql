-- What the dry run understood of each row of a ledger, page by page for the screen and whole for the commit; after the
-- commit it is the source that each imported project can be traced back to.
CREATE TABLE "import_row" (
    "batch_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "sheet" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "fate" TEXT NOT NULL,
    "errors" INTEGER NOT NULL,
    "warnings" INTEGER NOT NULL,
    "existing_id" INTEGER,
    "project_id" INTEGER,
    "detail" JSONB NOT NULL,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("batch_id", "ordinal"),
    CONSTRAINT "import_row_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "import_row_project_id_idx" ON "import_row"("project_id");

ALTER TABLE "import_batch" ADD COLUMN "job_id" INTEGER;
ALTER TABLE "import_batch" ADD COLUMN "result" JSONB;

CREATE INDEX "project_import_id_idx" ON "project"("import_id");
