-- What a lead was owed and got, who holds it, and when it fell to the open pool; beside it the duty that falls due first,
-- which follows from the rules and is made anew when they change.
ALTER TABLE "project"
  ADD COLUMN "responded_on" DATE,
  ADD COLUMN "judged_on" DATE,
  ADD COLUMN "fed_back_on" DATE,
  ADD COLUMN "protected_from" DATE,
  ADD COLUMN "extended_until" DATE,
  ADD COLUMN "noticed_on" DATE,
  ADD COLUMN "notice_reason" TEXT,
  ADD COLUMN "lapses_on" DATE,
  ADD COLUMN "pooled_on" DATE,
  ADD COLUMN "lapsed_on" DATE,
  ADD COLUMN "duty" TEXT,
  ADD COLUMN "duty_due_on" DATE,
  ADD COLUMN "duty_head_on" DATE,
  ADD COLUMN "duty_director_on" DATE;

UPDATE "project" p SET
  "protected_from" = (p."first_reported_at" AT TIME ZONE 'Asia/Shanghai')::date,
  "responded_on" = (SELECT min(f."occurred_on") FROM "follow_up" f WHERE f."project_id" = p."id" AND f."kind" <> 'note');
ALTER TABLE "project" ALTER COLUMN "protected_from" SET NOT NULL;

-- What the desk looks at is read from this index alone.
DROP INDEX "project_counted";
CREATE INDEX "project_counted" ON "project"("id", "planned_total_fen", "contract_on", "start_on", "off_state", "sensitivity", "owner_id", "owner_unit_id", "reporting_unit_id", "chain_id", "lead_unit_id", "street_unit_id", "origin_province", "industry_code", "stage_rank", "next_due_on", "warn_on", "late_on", "lapses_on", "duty_due_on", "duty_head_on", "duty_director_on");
CREATE INDEX "project_pooled" ON "project"("pooled_on") WHERE "pooled_on" IS NOT NULL;

-- Work that the worker does by itself: how far it has come, and for which rules or day it was last done.
CREATE TABLE "upkeep" (
  "name" TEXT NOT NULL,
  "done_for" TEXT NOT NULL DEFAULT '',
  "doing_for" TEXT NOT NULL DEFAULT '',
  "after_id" INTEGER NOT NULL DEFAULT 0,
  "seen" INTEGER NOT NULL DEFAULT 0,
  "total" INTEGER NOT NULL DEFAULT 0,
  "changed" INTEGER NOT NULL DEFAULT 0,
  "started_at" TIMESTAMPTZ(3),
  "finished_at" TIMESTAMPTZ(3),
  CONSTRAINT "upkeep_pkey" PRIMARY KEY ("name")
);
INSERT INTO "upkeep" ("name") VALUES ('clocks'), ('lapses');
