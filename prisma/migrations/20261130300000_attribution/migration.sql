-- Whose a lead is: disputes over a first report, transfers between units, and the parts of the credit that they set.
CREATE TABLE "dispute" (
  "id" SERIAL NOT NULL,
  "project_id" INTEGER NOT NULL,
  "own_project_id" INTEGER,
  "challenger_id" INTEGER NOT NULL,
  "challenger_unit_id" INTEGER NOT NULL,
  "respondent_unit_id" INTEGER NOT NULL,
  "raised_on" DATE NOT NULL,
  "step" TEXT NOT NULL,
  "due_on" DATE,
  "head_on" DATE,
  "director_on" DATE,
  "then_step" TEXT,
  "then_due_on" DATE,
  "then_head_on" DATE,
  "then_director_on" DATE,
  "challenger_closed" BOOLEAN NOT NULL,
  "respondent_closed" BOOLEAN NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "dispute_project_id_idx" ON "dispute"("project_id");
CREATE INDEX "dispute_own_project_id_idx" ON "dispute"("own_project_id");
CREATE INDEX "dispute_challenger_unit_id_idx" ON "dispute"("challenger_unit_id");
CREATE INDEX "dispute_respondent_unit_id_idx" ON "dispute"("respondent_unit_id");
CREATE INDEX "dispute_step_due_on_idx" ON "dispute"("step", "due_on");

CREATE TABLE "transfer" (
  "id" SERIAL NOT NULL,
  "project_id" INTEGER NOT NULL,
  "from_unit_id" INTEGER NOT NULL,
  "to_unit_id" INTEGER NOT NULL,
  "kept_basis_points" INTEGER NOT NULL,
  "proposed_by_id" INTEGER NOT NULL,
  "proposed_on" DATE NOT NULL,
  "reason" TEXT NOT NULL,
  "step" TEXT NOT NULL,
  "due_on" DATE,
  "head_on" DATE,
  "director_on" DATE,
  "owner_id" INTEGER,
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "transfer_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "transfer_project_id_idx" ON "transfer"("project_id");
CREATE INDEX "transfer_from_unit_id_idx" ON "transfer"("from_unit_id");
CREATE INDEX "transfer_to_unit_id_idx" ON "transfer"("to_unit_id");
CREATE INDEX "transfer_step_due_on_idx" ON "transfer"("step", "due_on");

CREATE TABLE "attribution_share" (
  "project_id" INTEGER NOT NULL,
  "version" INTEGER NOT NULL,
  "unit_id" INTEGER NOT NULL,
  "basis_points" INTEGER NOT NULL,
  "effective_on" DATE NOT NULL,
  "source" TEXT NOT NULL,
  "source_id" INTEGER NOT NULL,
  CONSTRAINT "attribution_share_pkey" PRIMARY KEY ("project_id", "version", "unit_id")
);
CREATE INDEX "attribution_share_unit_id_idx" ON "attribution_share"("unit_id");

ALTER TABLE "dispute" ADD CONSTRAINT "dispute_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_own_project_id_fkey" FOREIGN KEY ("own_project_id") REFERENCES "project"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_challenger_unit_id_fkey" FOREIGN KEY ("challenger_unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_respondent_unit_id_fkey" FOREIGN KEY ("respondent_unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_from_unit_id_fkey" FOREIGN KEY ("from_unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_to_unit_id_fkey" FOREIGN KEY ("to_unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "attribution_share" ADD CONSTRAINT "attribution_share_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "attribution_share" ADD CONSTRAINT "attribution_share_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "transfer" ADD CONSTRAINT "transfer_kept_within" CHECK ("kept_basis_points" BETWEEN 0 AND 10000);
ALTER TABLE "attribution_share" ADD CONSTRAINT "attribution_share_within" CHECK ("basis_points" BETWEEN 1 AND 10000);
CREATE TRIGGER attribution_share_append_only BEFORE UPDATE OR DELETE ON "attribution_share" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attribution_share_no_truncate BEFORE TRUNCATE ON "attribution_share" EXECUTE FUNCTION refuse_change();

-- The parts that one decision sets are exactly the whole, whoever wrote them.
CREATE FUNCTION require_whole_share() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  parts integer := (SELECT sum(basis_points) FROM attribution_share WHERE project_id = NEW.project_id AND version = NEW.version);
BEGIN
  IF parts <> 10000 THEN
    RAISE EXCEPTION 'shares of project % at version % add up to %', NEW.project_id, NEW.version, parts USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER attribution_share_whole AFTER INSERT ON "attribution_share" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION require_whole_share();
