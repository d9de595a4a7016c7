-- A closed month is a copy: its rows, its sums, the whole report with its people, targets and rules, and a hash that
-- chains to the close before it. Nothing of it is ever changed, by whomever.
CREATE TABLE "month_close" (
    "id" SERIAL NOT NULL,
    "month" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "first_month" INTEGER NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "signers" JSONB NOT NULL,
    "warnings" JSONB NOT NULL,
    "rules" JSONB NOT NULL,
    "row_count" INTEGER NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    CONSTRAINT "month_close_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "month_close_month_version_key" ON "month_close"("month", "version");

CREATE TABLE "month_close_row" (
    "id" SERIAL NOT NULL,
    "close_id" INTEGER NOT NULL,
    "stat_month" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "measure" TEXT NOT NULL,
    "value" BIGINT NOT NULL,
    "happened_on" DATE,
    "opening" BOOLEAN NOT NULL,
    "adjusts" BOOLEAN NOT NULL,
    "chain" TEXT NOT NULL,
    "lead_unit" TEXT NOT NULL,
    "street" TEXT NOT NULL,
    "province" TEXT NOT NULL,
    "industry" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    CONSTRAINT "month_close_row_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "month_close_row_close_id_measure_stat_month_idx" ON "month_close_row"("close_id", "measure", "stat_month");

CREATE TABLE "month_close_sum" (
    "close_id" INTEGER NOT NULL,
    "cut" TEXT NOT NULL,
    "stat_month" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "value" BIGINT NOT NULL,
    CONSTRAINT "month_close_sum_pkey" PRIMARY KEY ("close_id", "cut", "stat_month", "key", "measure")
);

CREATE TABLE "month_close_report" (
    "close_id" INTEGER NOT NULL,
    "cut" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    CONSTRAINT "month_close_report_pkey" PRIMARY KEY ("close_id", "cut")
);

ALTER TABLE "month_close_row" ADD CONSTRAINT "month_close_row_close_id_fkey" FOREIGN KEY ("close_id") REFERENCES "month_close"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "month_close_sum" ADD CONSTRAINT "month_close_sum_close_id_fkey" FOREIGN KEY ("close_id") REFERENCES "month_close"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "month_close_report" ADD CONSTRAINT "month_close_report_close_id_fkey" FOREIGN KEY ("close_id") REFERENCES "month_close"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- Who has signed that a month may be closed, and the figures that were signed. Gone when the month goes back a state.
CREATE TABLE "month_signature" (
    "month" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "figures" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "month_signature_pkey" PRIMARY KEY ("month", "part")
);

CREATE TRIGGER month_close_append_only BEFORE UPDATE OR DELETE ON "month_close" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER month_close_no_truncate BEFORE TRUNCATE ON "month_close" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER month_close_report_append_only BEFORE UPDATE OR DELETE ON "month_close_report" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER month_close_report_no_truncate BEFORE TRUNCATE ON "month_close_report" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER month_close_row_append_only BEFORE UPDATE OR DELETE ON "month_close_row" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER month_close_row_no_truncate BEFORE TRUNCATE ON "month_close_row" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER month_close_sum_append_only BEFORE UPDATE OR DELETE ON "month_close_sum" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER month_close_sum_no_truncate BEFORE TRUNCATE ON "month_close_sum" EXECUTE FUNCTION refuse_change();

-- The head of a close, with the hash over everything in it, comes last: once it is there, nothing joins it any more.
CREATE FUNCTION close_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM added a JOIN month_close c ON c.id = a.close_id) THEN
    RAISE EXCEPTION 'the close is sealed' USING ERRCODE = 'raise_exception';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER month_close_row_sealed AFTER INSERT ON "month_close_row" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION close_is_sealed();
CREATE TRIGGER month_close_sum_sealed AFTER INSERT ON "month_close_sum" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION close_is_sealed();
CREATE TRIGGER month_close_report_sealed AFTER INSERT ON "month_close_report" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION close_is_sealed();

-- 关账 is for good: afterwards a month can only be 已上报.
CREATE FUNCTION closed_month_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('closed', 'reported') AND (TG_OP = 'DELETE' OR NEW.month <> OLD.month
      OR (NEW.state <> OLD.state AND NOT (OLD.state = 'closed' AND NEW.state = 'reported'))) THEN
    RAISE EXCEPTION 'month % is closed', OLD.month USING ERRCODE = 'CL001';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER month_state_stays BEFORE UPDATE OR DELETE ON "month_state" FOR EACH ROW EXECUTE FUNCTION closed_month_stays();

-- No approved row joins or leaves a closed month. The lock lets a close wait for approvals that are on their way, and
-- approvals for a close. Rows carried from one project to another by a merge keep their month and are let through: the
-- close is a copy, and what moves since is an adjustment of the first open month.
CREATE FUNCTION closed_until() RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce(max(month), 0) FROM month_state WHERE state IN ('closed', 'reported')
$$;
CREATE FUNCTION closed_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched integer := CASE WHEN TG_OP <> 'INSERT' AND OLD.status = 'approved' THEN OLD.stat_month
    WHEN TG_OP <> 'DELETE' AND NEW.status = 'approved' THEN NEW.stat_month END;
BEGIN
  -- 190001 is no month: history of an earlier year that was closed here, which counts nowhere.
  IF touched > 190001 AND coalesce(current_setting('chainlead.carrying', true), '') <> 'on' THEN
    PERFORM pg_advisory_xact_lock_shared(20261202);
    IF touched <= closed_until() THEN
      RAISE EXCEPTION 'month % is closed', touched USING ERRCODE = 'CL001';
    END IF;
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
-- That a lead was registered counts in no figure; ledgers bring in leads of long ago.
CREATE TRIGGER milestone_closed BEFORE INSERT OR UPDATE ON "milestone" FOR EACH ROW WHEN (NEW.kind <> 'lead') EXECUTE FUNCTION closed_rows_stay();
CREATE TRIGGER milestone_closed_removed BEFORE DELETE ON "milestone" FOR EACH ROW WHEN (OLD.kind <> 'lead') EXECUTE FUNCTION closed_rows_stay();
CREATE TRIGGER agreement_closed BEFORE INSERT OR UPDATE OR DELETE ON "agreement" FOR EACH ROW EXECUTE FUNCTION closed_rows_stay();
CREATE TRIGGER arrival_closed BEFORE INSERT OR UPDATE OR DELETE ON "arrival" FOR EACH ROW EXECUTE FUNCTION closed_rows_stay();
CREATE TRIGGER investment_closed BEFORE INSERT OR UPDATE OR DELETE ON "investment" FOR EACH ROW EXECUTE FUNCTION closed_rows_stay();
