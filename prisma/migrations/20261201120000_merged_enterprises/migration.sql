-- An enterprise that was merged into another one stays on record and says where it went.
ALTER TABLE "enterprise" ADD COLUMN "merged_into_id" INTEGER;
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "enterprise_merged_into_id_idx" ON "enterprise"("merged_into_id");
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_merged_stands_alone" CHECK (merged_into_id IS NULL OR (merged_into_id <> id AND parent_id IS NULL));

-- What an edit, a merge or a split changed on an enterprise, thing by thing. Only grows.
CREATE TABLE "enterprise_change" (
    "id" SERIAL NOT NULL,
    "enterprise_id" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" INTEGER,
    "operation_id" INTEGER,
    CONSTRAINT "enterprise_change_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "enterprise_change_enterprise_id_field_idx" ON "enterprise_change"("enterprise_id", "field");
CREATE INDEX "enterprise_change_operation_id_idx" ON "enterprise_change"("operation_id");
ALTER TABLE "enterprise_change" ADD CONSTRAINT "enterprise_change_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "enterprise_change" ADD CONSTRAINT "enterprise_change_operation_id_fkey" FOREIGN KEY ("operation_id") REFERENCES "operation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Where an enterprise went in the end; itself while it was not merged.
CREATE FUNCTION surviving_enterprise(gone integer) RETURNS integer LANGUAGE sql STABLE AS $$
  WITH RECURSIVE way AS (
    SELECT id, merged_into_id FROM enterprise WHERE id = gone
    UNION SELECT e.id, e.merged_into_id FROM enterprise e JOIN way ON e.id = way.merged_into_id)
  SELECT id FROM way WHERE merged_into_id IS NULL
$$;
