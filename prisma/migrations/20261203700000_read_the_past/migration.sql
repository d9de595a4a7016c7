-- Earlier days are read by indexes alone: the rows of a project are wide, and most of them are asked for at once.
CREATE INDEX "project_known_idx" ON "project" (coalesce("known_since", "created_at")) INCLUDE ("known_since", "created_at", "id",
  "chain_id", "lead_unit_id", "street_unit_id", "origin_province", "industry_code", "stage", "off_state", "off_since", "contract_on",
  "start_on", "intended_fen", "framework_fen", "contract_fen", "planned_total_fen", "agreed_outside_fen", "land_mode", "sensitivity",
  "owner_id", "owner_unit_id", "reporting_unit_id");
CREATE INDEX "project_secret_idx" ON "project" ("id") WHERE "sensitivity" = 'sensitive' AND "contract_on" IS NULL;
CREATE INDEX "project_past_known_idx" ON "project_past" USING GIST (tstzrange("known_from", greatest("known_from", "known_to"), '(]'));
CREATE INDEX "milestone_known_idx" ON "milestone" ("kind", "stat_month", "project_id", "status", "approved_at", "voided_at");
DROP INDEX "milestone_kind_stat_month_idx";
CREATE INDEX "agreement_known_idx" ON "agreement" ("kind", "stat_month", "project_id", "correction_of_id", "status", "approved_at",
  "voided_at");

-- Sums of open months as they were known when an earlier day ended, kept like those of the present. Nothing that is recorded later
-- changes them, except what stands in `grounds` and facts that bear an earlier instant (server/statistics/past-sums.ts).
CREATE TABLE "past_sum" (
    "known" TIMESTAMPTZ(3) NOT NULL,
    "basis" TEXT NOT NULL,
    "cut" TEXT NOT NULL,
    "stat_month" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "value" BIGINT NOT NULL,

    CONSTRAINT "past_sum_pkey" PRIMARY KEY ("known", "basis", "cut", "stat_month", "key", "measure")
);
CREATE TABLE "past_sum_state" (
    "known" TIMESTAMPTZ(3) NOT NULL,
    "basis" TEXT NOT NULL,
    "stat_month" INTEGER NOT NULL,
    "grounds" TEXT NOT NULL,
    "facts_seen" BIGINT NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "past_sum_state_pkey" PRIMARY KEY ("known", "basis", "stat_month")
);
