-- A rate by which approved money was converted is part of its figures: nobody changes it, in whatever role he comes.
CREATE FUNCTION used_rate_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM arrival a WHERE a.currency = OLD.currency AND a.status = 'approved' AND a.voided_at IS NULL
      AND to_char(a.arrived_on, 'YYYYMM')::int = OLD.month) THEN
    RAISE EXCEPTION 'the rate of % in % was used', OLD.currency, OLD.month USING ERRCODE = 'raise_exception';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER used_rate_stays BEFORE UPDATE OF currency, month, rate_micro ON "exchange_rate" FOR EACH ROW
  WHEN (OLD.currency <> NEW.currency OR OLD.month <> NEW.month OR OLD.rate_micro <> NEW.rate_micro)
  EXECUTE FUNCTION used_rate_stays();
CREATE TRIGGER used_rate_not_removed BEFORE DELETE ON "exchange_rate" FOR EACH ROW EXECUTE FUNCTION used_rate_stays();
