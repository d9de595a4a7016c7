-- 不是同一项目 may be taken back: the word that was said stays, and when it stopped to hold. A pair may be dismissed anew.
ALTER TABLE "likeness_dismissal" ADD COLUMN "id" SERIAL NOT NULL,
  ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3),
  ADD COLUMN "withdrawn_by_id" INTEGER;
ALTER TABLE "likeness_dismissal" DROP CONSTRAINT "likeness_dismissal_pkey";
ALTER TABLE "likeness_dismissal" ADD CONSTRAINT "likeness_dismissal_pkey" PRIMARY KEY ("id");
ALTER TABLE "likeness_dismissal" ADD CONSTRAINT "likeness_dismissal_withdrawn_by_id_fkey" FOREIGN KEY ("withdrawn_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "likeness_dismissal_first_id_second_id_idx" ON "likeness_dismissal" ("first_id", "second_id");
CREATE UNIQUE INDEX "likeness_dismissal_once" ON "likeness_dismissal" ("first_id", "second_id") WHERE withdrawn_at IS NULL;

-- Of a dismissal nothing changes but that it is taken back, once.
CREATE FUNCTION refuse_change_of_dismissal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND NEW.withdrawn_by_id IS NOT NULL
     AND (to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by_id') = (to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by_id') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a dismissal is only taken back' USING ERRCODE = 'raise_exception';
END $$;
CREATE TRIGGER likeness_dismissal_frozen BEFORE UPDATE ON "likeness_dismissal" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_dismissal();
