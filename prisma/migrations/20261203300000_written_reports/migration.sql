-- CreateTable
CREATE TABLE "report_template" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_template_version" (
    "template_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "placeholders" INTEGER NOT NULL,
    "author_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "report_template_version_pkey" PRIMARY KEY ("template_id","version")
);

-- CreateTable
CREATE TABLE "written_report" (
    "id" SERIAL NOT NULL,
    "month" INTEGER NOT NULL,
    "template" TEXT NOT NULL,
    "template_version" INTEGER NOT NULL,
    "author_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "close_version" INTEGER,
    "close_hash" TEXT,
    "figures" JSONB NOT NULL,

    CONSTRAINT "written_report_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "report_template_version_request" ON "report_template_version"("author_id", "request_id");

-- CreateIndex
CREATE INDEX "written_report_month_id_idx" ON "written_report"("month", "id");

-- AddForeignKey
ALTER TABLE "report_template_version" ADD CONSTRAINT "report_template_version_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "report_template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_template_version" ADD CONSTRAINT "report_template_version_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "written_report" ADD CONSTRAINT "written_report_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- No two templates in use have one name.
CREATE UNIQUE INDEX "report_template_name" ON "report_template" ("name") WHERE "retired_at" IS NULL;
