-- 数据体检: what somebody looked into and found right, as long as its numbers stay what they were.
CREATE TABLE "checkup_acceptance" (
    "id" SERIAL NOT NULL,
    "check_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "project_id" INTEGER,
    "digest" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "accepted_by_id" INTEGER NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_by_id" INTEGER,
    "revoked_at" TIMESTAMPTZ(3),
    CONSTRAINT "checkup_acceptance_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "checkup_acceptance_check_id_subject_idx" ON "checkup_acceptance"("check_id", "subject");
ALTER TABLE "checkup_acceptance" ADD CONSTRAINT "checkup_acceptance_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "checkup_acceptance" ADD CONSTRAINT "checkup_acceptance_accepted_by_id_fkey" FOREIGN KEY ("accepted_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "checkup_acceptance" ADD CONSTRAINT "checkup_acceptance_revoked_by_id_fkey" FOREIGN KEY ("revoked_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What follows is not expressed by the Prisma schema.

-- Said once at a time; said anew after it was taken back, or for other numbers.
CREATE UNIQUE INDEX "checkup_acceptance_once" ON "checkup_acceptance" ("check_id", "subject", "digest") WHERE revoked_at IS NULL;
-- What was said stays said: only taking it back is written, once.
CREATE FUNCTION refuse_other_than_revoking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL
     AND (to_jsonb(NEW) - 'revoked_at' - 'revoked_by_id') = (to_jsonb(OLD) - 'revoked_at' - 'revoked_by_id') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an acceptance is only taken back: %', TG_OP USING ERRCODE = 'raise_exception';
END $$;
CREATE TRIGGER checkup_acceptance_stays BEFORE UPDATE OR DELETE ON "checkup_acceptance" FOR EACH ROW EXECUTE FUNCTION refuse_other_than_revoking();

-- A voucher number as it is compared: without spaces, hyphens and other marks that one copies and another does not.
CREATE FUNCTION voucher_mark(number TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(upper(number), '[[:space:]_./\\#№:：()（）·—–-]', '', 'g');
CREATE INDEX "arrival_voucher_mark" ON "arrival" (voucher_mark("voucher_number"))
  WHERE "voucher_number" <> '' AND "voided_at" IS NULL AND "correction_of_id" IS NULL;

-- Corrections by the row that they correct.
CREATE INDEX "agreement_corrections" ON "agreement" ("correction_of_id") WHERE "correction_of_id" IS NOT NULL;
CREATE INDEX "arrival_corrections" ON "arrival" ("correction_of_id") WHERE "correction_of_id" IS NOT NULL;
CREATE INDEX "investment_corrections" ON "investment" ("correction_of_id") WHERE "correction_of_id" IS NOT NULL;
