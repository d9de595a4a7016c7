-- An enterprise that a directory (企业名录) brought, and that its undo put out of use.
ALTER TABLE "enterprise" ADD COLUMN "operation_id" INTEGER, ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3);
CREATE INDEX "enterprise_operation_id_idx" ON "enterprise"("operation_id");
-- Its code is free for whoever is registered next, and nothing stands between it and another one.
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_withdrawn_alone"
  CHECK (withdrawn_at IS NULL OR (uscc IS NULL AND parent_id IS NULL AND merged_into_id IS NULL));

ALTER TABLE "enterprise_name" ADD COLUMN "operation_id" INTEGER;
CREATE INDEX "enterprise_name_operation_id_idx" ON "enterprise_name"("operation_id");

-- Many a list names an honour without its day, or by its batch.
ALTER TABLE "enterprise_honour" ALTER COLUMN "awarded_on" DROP NOT NULL;
ALTER TABLE "enterprise_honour" ADD COLUMN "batch" TEXT NOT NULL DEFAULT '', ADD COLUMN "operation_id" INTEGER,
  ADD COLUMN "removed_at" TIMESTAMPTZ(3);
CREATE INDEX "enterprise_honour_operation_id_idx" ON "enterprise_honour"("operation_id");
