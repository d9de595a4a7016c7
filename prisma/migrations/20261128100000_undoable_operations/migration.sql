-- Every operation says how many projects it changed, which operation it takes back, and whether it still stands.
ALTER TABLE "operation" ADD COLUMN "projects" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "state" TEXT NOT NULL DEFAULT 'in-force',
  ADD COLUMN "undoes_id" INTEGER;

-- CreateIndex
CREATE INDEX "operation_undoes_id_idx" ON "operation"("undoes_id");

-- CreateIndex
CREATE INDEX "operation_actor_id_id_idx" ON "operation"("actor_id", "id");

-- AddForeignKey
ALTER TABLE "operation" ADD CONSTRAINT "operation_undoes_id_fkey" FOREIGN KEY ("undoes_id") REFERENCES "operation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "operation" ADD CONSTRAINT "operation_state_known" CHECK (state IN ('in-force', 'undone', 'partly'));

-- What happened before this was written down.
UPDATE "operation" o SET projects = f.projects
  FROM (SELECT operation_id, count(DISTINCT project_id)::int AS projects FROM "project_fact" WHERE operation_id IS NOT NULL GROUP BY 1) f
  WHERE f.operation_id = o.id;
UPDATE "operation" SET state = 'undone' WHERE undone_at IS NOT NULL;
UPDATE "operation" u SET undoes_id = b.operation_id FROM "import_batch" b
  WHERE u.kind = 'import-undo' AND b.id = (u.summary->>'batchId')::int;
