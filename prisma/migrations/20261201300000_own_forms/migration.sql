-- CreateTable
CREATE TABLE "own_form" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "own_form_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "own_form_version" (
    "form_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "placeholders" INTEGER NOT NULL,
    "lists" BOOLEAN NOT NULL,
    "author_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "own_form_version_pkey" PRIMARY KEY ("form_id","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "own_form_version_request" ON "own_form_version"("author_id", "request_id");

-- AddForeignKey
ALTER TABLE "own_form_version" ADD CONSTRAINT "own_form_version_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "own_form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "own_form_version" ADD CONSTRAINT "own_form_version_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- No two forms in use have one name.
CREATE UNIQUE INDEX "own_form_name" ON "own_form" ("name") WHERE "retired_at" IS NULL;
