-- A version of the names that rows only point at (units, chains, chain leaders, accounts): a process that remembers them
-- sees with every answer whether they still hold. A row and not a sequence, so that the version commits with the change.
CREATE TABLE "name_version" (
  "id" BOOLEAN NOT NULL DEFAULT TRUE,
  "version" BIGINT NOT NULL DEFAULT 1,
  CONSTRAINT "name_version_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "name_version_one" CHECK ("id")
);
INSERT INTO "name_version" DEFAULT VALUES;

CREATE FUNCTION name_version_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE name_version SET version = version + 1;
  RETURN NULL;
END $$;

CREATE TRIGGER name_version_unit AFTER INSERT OR DELETE OR UPDATE OF name ON unit
  FOR EACH STATEMENT EXECUTE FUNCTION name_version_moves();
CREATE TRIGGER name_version_chain AFTER INSERT OR DELETE OR UPDATE OF name, hue ON chain
  FOR EACH STATEMENT EXECUTE FUNCTION name_version_moves();
CREATE TRIGGER name_version_appointment AFTER INSERT OR DELETE OR UPDATE ON chain_appointment
  FOR EACH STATEMENT EXECUTE FUNCTION name_version_moves();
CREATE TRIGGER name_version_account AFTER INSERT OR DELETE OR UPDATE OF display_name ON account
  FOR EACH STATEMENT EXECUTE FUNCTION name_version_moves();
