-- The enterprise to which another one belongs. What was typed as 所属集团 stays beside it: many a group is not on record.
ALTER TABLE "enterprise" ADD COLUMN "parent_id" INTEGER;
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "enterprise_parent_id_idx" ON "enterprise"("parent_id");
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_parent_is_another" CHECK (parent_id <> id);

-- Where exactly one enterprise has the typed group as its name, it is meant. One that has a group itself is left alone: two
-- that name each other would make a circle.
UPDATE "enterprise" e SET parent_id = p.id FROM "enterprise" p
WHERE e.group_name <> '' AND p.name = e.group_name AND p.id <> e.id AND p.group_name IN ('', p.name)
  AND NOT EXISTS (SELECT 1 FROM "enterprise" q WHERE q.name = e.group_name AND q.id <> p.id);

-- Two people who each make one the parent of the other meet here: the second one waits and then closes no circle.
CREATE FUNCTION enterprise_parents_in_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(20261201);
  IF EXISTS (
    WITH RECURSIVE up AS (
      SELECT id, parent_id FROM enterprise WHERE id = NEW.parent_id
      UNION SELECT e.id, e.parent_id FROM enterprise e JOIN up ON e.id = up.parent_id)
    SELECT 1 FROM up WHERE id = NEW.id)
  THEN
    RAISE EXCEPTION 'enterprise_parent_circle' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enterprise_parents_in_line BEFORE INSERT OR UPDATE OF parent_id ON "enterprise"
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION enterprise_parents_in_line();

-- The group of an enterprise in one word: what was typed at the head of its line, or the name of that head; of one that
-- belongs to nobody, what was typed with it.
CREATE FUNCTION enterprise_group(enterprise integer) RETURNS text LANGUAGE sql STABLE AS $$
  WITH RECURSIVE up AS (
    SELECT id, parent_id, name, group_name, 0 AS step FROM enterprise WHERE id = $1
    UNION ALL SELECT e.id, e.parent_id, e.name, e.group_name, up.step + 1 FROM enterprise e JOIN up ON e.id = up.parent_id)
  SELECT coalesce(nullif(group_name, ''), CASE WHEN step > 0 THEN name ELSE '' END) FROM up WHERE parent_id IS NULL
$$;

-- Everything that belongs to an enterprise, also by way of another one, and itself.
CREATE FUNCTION enterprise_and_below(head integer) RETURNS SETOF integer LANGUAGE sql STABLE AS $$
  WITH RECURSIVE down AS (
    SELECT head AS id
    UNION SELECT e.id FROM enterprise e JOIN down ON e.parent_id = down.id)
  SELECT id FROM down
$$;

-- Whoever has a parent now is compared anew by it: its keys are filled in again.
UPDATE "enterprise" SET likeness_version = 0 WHERE parent_id IS NOT NULL;
INSERT INTO "likeness_stale" (project_id) SELECT p.id FROM "project" p JOIN "enterprise" e ON e.id = p.investor_id WHERE e.parent_id IS NOT NULL;
