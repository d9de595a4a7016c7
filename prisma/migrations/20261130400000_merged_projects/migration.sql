-- A project that was merged into another one is withdrawn and says where it went.
ALTER TABLE "project" ADD COLUMN "merged_into_id" INTEGER;
ALTER TABLE "project" ADD CONSTRAINT "project_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "project_merged_into_id_idx" ON "project" ("merged_into_id");
ALTER TABLE "project" ADD CONSTRAINT "project_merged_is_withdrawn" CHECK (merged_into_id IS NULL OR off_state = 'withdrawn');

-- Its number still leads somewhere, so nobody else gets it; only an undone import releases a number.
DROP INDEX "project_number_live";
CREATE UNIQUE INDEX "project_number_live" ON "project" ("number")
  WHERE off_state IS NULL OR off_state <> 'withdrawn' OR merged_into_id IS NOT NULL;

-- Everything that was merged into a project, also by way of another one.
CREATE FUNCTION absorbed_by(survivor integer) RETURNS SETOF integer LANGUAGE sql STABLE AS $$
  WITH RECURSIVE gone AS (
    SELECT id FROM project WHERE merged_into_id = survivor
    UNION SELECT p.id FROM project p JOIN gone ON p.merged_into_id = gone.id)
  SELECT id FROM gone
$$;

-- Where a project went in the end; itself while it was not merged.
CREATE FUNCTION survivor_of(gone integer) RETURNS integer LANGUAGE sql STABLE AS $$
  WITH RECURSIVE way AS (
    SELECT id, merged_into_id FROM project WHERE id = gone
    UNION SELECT p.id, p.merged_into_id FROM project p JOIN way ON p.id = way.merged_into_id)
  SELECT id FROM way WHERE merged_into_id IS NULL
$$;
