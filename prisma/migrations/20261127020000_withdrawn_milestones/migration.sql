-- A milestone that its reporter took back may be reported again, like one that was returned.
DROP INDEX "milestone_live_once";
CREATE UNIQUE INDEX "milestone_live_once" ON "milestone" ("project_id", "kind")
  WHERE voided_at IS NULL AND status NOT IN ('returned', 'withdrawn');
