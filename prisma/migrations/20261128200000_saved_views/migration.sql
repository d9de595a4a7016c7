-- CreateTable
CREATE TABLE "saved_view" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "unit_id" INTEGER,
    "role" TEXT,
    "owner_id" INTEGER NOT NULL,
    "state" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "last_request_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "saved_view_owner_id_idx" ON "saved_view"("owner_id");

-- CreateIndex
CREATE INDEX "saved_view_kind_idx" ON "saved_view"("kind");

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A unit belongs to a shared view alone, a role to a default alone.
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_audience" CHECK (
  ("kind" = 'own' AND "unit_id" IS NULL AND "role" IS NULL)
  OR ("kind" = 'shared' AND "role" IS NULL)
  OR ("kind" = 'role' AND "unit_id" IS NULL AND "role" IS NOT NULL));

-- A role opens with one view.
CREATE UNIQUE INDEX "saved_view_default" ON "saved_view" ("role") WHERE "kind" = 'role' AND "removed_at" IS NULL;
-- Nobody has two views of one name of his own.
CREATE UNIQUE INDEX "saved_view_name" ON "saved_view" ("owner_id", "name") WHERE "removed_at" IS NULL;
-- A double click makes one view.
CREATE UNIQUE INDEX "saved_view_request" ON "saved_view" ("owner_id", "last_request_id");
