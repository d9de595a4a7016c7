-- What stood in a project, and which rate held, before it was changed: so that any figure can be counted as it was known on
-- an earlier day. Rows of the ledgers need nothing: they are approved once, end once and never change between.
-- Empty for projects that were there before this table, until their history is made from their facts.
ALTER TABLE "project" ADD COLUMN "known_since" TIMESTAMPTZ(3);

CREATE TABLE "project_past" (
    "project_id" INTEGER NOT NULL,
    "known_from" TIMESTAMPTZ(3) NOT NULL,
    "known_to" TIMESTAMPTZ(3) NOT NULL,
    "chain_id" INTEGER,
    "lead_unit_id" INTEGER,
    "street_unit_id" INTEGER,
    "origin_province" TEXT NOT NULL,
    "industry_code" TEXT,
    "sensitivity" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "off_state" TEXT,
    "off_since" DATE,
    "contract_on" DATE,
    "start_on" DATE,
    "intended_fen" BIGINT,
    "framework_fen" BIGINT,
    "contract_fen" BIGINT,
    "planned_total_fen" BIGINT,
    "agreed_outside_fen" BIGINT,
    "land_mode" TEXT NOT NULL,

    CONSTRAINT "project_past_pkey" PRIMARY KEY ("project_id", "known_to")
);
CREATE INDEX "project_past_known_to_idx" ON "project_past"("known_to");
ALTER TABLE "project_past" ADD CONSTRAINT "project_past_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE FUNCTION begin_knowing_project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.known_since := coalesce(NEW.known_since, NEW.created_at);
  RETURN NEW;
END $$;
CREATE TRIGGER project_first_known BEFORE INSERT ON "project" FOR EACH ROW EXECUTE FUNCTION begin_knowing_project();

-- A project changes with a fact, at the instant at which that was recorded; what is written without one was not known.
CREATE FUNCTION keep_past_of_project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.chain_id, NEW.lead_unit_id, NEW.street_unit_id, NEW.origin_province, NEW.industry_code, NEW.sensitivity, NEW.stage,
      NEW.off_state, NEW.off_since, NEW.contract_on, NEW.start_on, NEW.intended_fen, NEW.framework_fen, NEW.contract_fen,
      NEW.planned_total_fen, NEW.agreed_outside_fen, NEW.land_mode)
    IS NOT DISTINCT FROM (OLD.chain_id, OLD.lead_unit_id, OLD.street_unit_id, OLD.origin_province, OLD.industry_code,
      OLD.sensitivity, OLD.stage, OLD.off_state, OLD.off_since, OLD.contract_on, OLD.start_on, OLD.intended_fen,
      OLD.framework_fen, OLD.contract_fen, OLD.planned_total_fen, OLD.agreed_outside_fen, OLD.land_mode)
    OR NEW.version <= OLD.version OR OLD.known_since IS NULL OR NEW.updated_at <= OLD.known_since THEN RETURN NEW; END IF;
  INSERT INTO project_past (project_id, known_from, known_to, chain_id, lead_unit_id, street_unit_id, origin_province,
    industry_code, sensitivity, stage, off_state, off_since, contract_on, start_on, intended_fen, framework_fen,
    contract_fen, planned_total_fen, agreed_outside_fen, land_mode)
  VALUES (OLD.id, OLD.known_since, NEW.updated_at, OLD.chain_id, OLD.lead_unit_id, OLD.street_unit_id, OLD.origin_province,
    OLD.industry_code, OLD.sensitivity, OLD.stage, OLD.off_state, OLD.off_since, OLD.contract_on, OLD.start_on,
    OLD.intended_fen, OLD.framework_fen, OLD.contract_fen, OLD.planned_total_fen, OLD.agreed_outside_fen, OLD.land_mode);
  NEW.known_since := NEW.updated_at;
  RETURN NEW;
END $$;
CREATE TRIGGER project_past_kept BEFORE UPDATE ON "project" FOR EACH ROW EXECUTE FUNCTION keep_past_of_project();

-- Rates that are there already have been known all along, as far as anybody can say.
ALTER TABLE "exchange_rate" ADD COLUMN "known_since" TIMESTAMPTZ(3) NOT NULL DEFAULT '2000-01-01';
ALTER TABLE "exchange_rate" ALTER COLUMN "known_since" SET DEFAULT CURRENT_TIMESTAMP;

CREATE TABLE "exchange_rate_past" (
    "id" SERIAL NOT NULL,
    "currency" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "rate_micro" BIGINT NOT NULL,
    "known_from" TIMESTAMPTZ(3) NOT NULL,
    "known_to" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exchange_rate_past_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "exchange_rate_past_currency_month_idx" ON "exchange_rate_past"("currency", "month");

CREATE FUNCTION keep_past_of_rate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO exchange_rate_past (currency, month, rate_micro, known_from, known_to)
  VALUES (OLD.currency, OLD.month, OLD.rate_micro, OLD.known_since, CASE TG_OP WHEN 'DELETE' THEN now() ELSE NEW.known_since END);
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER exchange_rate_past_kept BEFORE UPDATE OR DELETE ON "exchange_rate" FOR EACH ROW EXECUTE FUNCTION keep_past_of_rate();
