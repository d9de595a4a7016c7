-- The same request id with another content is no repetition of the first request.
ALTER TABLE "receipt" ADD COLUMN "content" TEXT;

-- Facts name their author by the number of his account, so the number never changes.
CREATE FUNCTION account_id_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'account.id never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER account_id_stays BEFORE UPDATE OF id ON "account" FOR EACH ROW
  WHEN (OLD.id IS DISTINCT FROM NEW.id) EXECUTE FUNCTION account_id_stays();
