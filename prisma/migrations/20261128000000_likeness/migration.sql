-- What projects that may be the same have in common, as short texts; the product fills them in for rows that are there
-- already, since SQL does not know how Chinese is spoken. Version 0: not made yet.
ALTER TABLE "project" ADD COLUMN "likeness_keys" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "likeness_version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "enterprise" ADD COLUMN "likeness_keys" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "likeness_version" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "project_likeness_keys_idx" ON "project" USING GIN ("likeness_keys");
CREATE INDEX "project_likeness_version_idx" ON "project" ("likeness_version");
CREATE INDEX "enterprise_likeness_keys_idx" ON "enterprise" USING GIN ("likeness_keys");
CREATE INDEX "enterprise_likeness_version_idx" ON "enterprise" ("likeness_version");

-- Projects to be compared anew. A row a change and nothing unique, so that writers never wait for one another here.
CREATE TABLE "likeness_stale" (
  "id" BIGSERIAL NOT NULL,
  "project_id" INTEGER NOT NULL,
  CONSTRAINT "likeness_stale_pkey" PRIMARY KEY ("id")
);

-- Pairs that may be the same project, as the comparison left them.
CREATE TABLE "likeness_pair" (
  "first_id" INTEGER NOT NULL,
  "second_id" INTEGER NOT NULL,
  "certainty" TEXT NOT NULL,
  "points" DOUBLE PRECISION NOT NULL,
  "reasons" JSONB NOT NULL,
  "told_certainty" TEXT,
  "told_reasons" JSONB NOT NULL,
  CONSTRAINT "likeness_pair_pkey" PRIMARY KEY ("first_id", "second_id"),
  CONSTRAINT "likeness_pair_order" CHECK ("first_id" < "second_id"),
  CONSTRAINT "likeness_pair_first_id_fkey" FOREIGN KEY ("first_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "likeness_pair_second_id_fkey" FOREIGN KEY ("second_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "likeness_pair_second_id_idx" ON "likeness_pair" ("second_id");
CREATE INDEX "likeness_pair_points_idx" ON "likeness_pair" ("points" DESC);

-- 不是同一项目: somebody looked and said so. Only grows.
CREATE TABLE "likeness_dismissal" (
  "first_id" INTEGER NOT NULL,
  "second_id" INTEGER NOT NULL,
  "reason" TEXT NOT NULL,
  "dismissed_by_id" INTEGER NOT NULL,
  "dismissed_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "likeness_dismissal_pkey" PRIMARY KEY ("first_id", "second_id"),
  CONSTRAINT "likeness_dismissal_order" CHECK ("first_id" < "second_id"),
  CONSTRAINT "likeness_dismissal_first_id_fkey" FOREIGN KEY ("first_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "likeness_dismissal_second_id_fkey" FOREIGN KEY ("second_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "likeness_dismissal_dismissed_by_id_fkey" FOREIGN KEY ("dismissed_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "likeness_dismissal_second_id_idx" ON "likeness_dismissal" ("second_id");

CREATE FUNCTION likeness_goes_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO likeness_stale (project_id) VALUES (NEW.id);
  RETURN NULL;
END $$;

CREATE TRIGGER likeness_new AFTER INSERT ON project FOR EACH ROW EXECUTE FUNCTION likeness_goes_stale();
CREATE TRIGGER likeness_changed AFTER UPDATE ON project FOR EACH ROW WHEN (
  OLD.likeness_keys IS DISTINCT FROM NEW.likeness_keys OR OLD.name <> NEW.name OR OLD.content <> NEW.content
  OR OLD.address <> NEW.address OR OLD.origin_city <> NEW.origin_city
  OR OLD.planned_total_fen IS DISTINCT FROM NEW.planned_total_fen OR OLD.off_state IS DISTINCT FROM NEW.off_state
) EXECUTE FUNCTION likeness_goes_stale();
