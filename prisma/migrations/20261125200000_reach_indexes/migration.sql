-- What decides whether and where a project counts and what is due, by id: read instead of the wide table.
CREATE INDEX "project_counted" ON "project"("id", "planned_total_fen", "contract_on", "start_on", "off_state", "sensitivity", "owner_id", "owner_unit_id", "reporting_unit_id", "chain_id", "lead_unit_id", "street_unit_id", "origin_province", "industry_code", "stage_rank", "next_due_on", "warn_on", "late_on");

-- The projects somebody takes part in, without reading the table.
CREATE INDEX "project_member_named" ON "project_member" ("account_id", "project_id") WHERE valid_to IS NULL;
