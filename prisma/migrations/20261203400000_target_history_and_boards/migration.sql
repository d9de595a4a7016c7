-- Every change of a target: who, when, why, from what to what. Grows only; what a target was at any instant follows from it.
CREATE TABLE "target_change" (
    "id" SERIAL NOT NULL,
    "year" INTEGER NOT NULL,
    "span" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_kind" TEXT NOT NULL,
    "scope_id" INTEGER NOT NULL,
    "indicator" TEXT NOT NULL,
    "before" BIGINT,
    "after" BIGINT,
    "reason" TEXT NOT NULL DEFAULT '',
    "account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "target_change_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "target_change_changes" CHECK ("before" IS DISTINCT FROM "after")
);
CREATE INDEX "target_change_year_idx" ON "target_change"("year");

CREATE TRIGGER target_change_append_only BEFORE UPDATE OR DELETE ON "target_change" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER target_change_no_truncate BEFORE TRUNCATE ON "target_change" EXECUTE FUNCTION refuse_change();

-- 红黑榜 as the director signed it: its whole content is kept, and at most one board of a month, cut and indicator is out.
CREATE TABLE "target_board" (
    "id" SERIAL NOT NULL,
    "month" INTEGER NOT NULL,
    "cut" TEXT NOT NULL,
    "goal" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "published_by" INTEGER NOT NULL,
    "publisher" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_by" INTEGER,
    "withdrawer" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawal_reason" TEXT,
    CONSTRAINT "target_board_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "target_board_withdrawn" CHECK (("withdrawn_at" IS NULL) = ("withdrawal_reason" IS NULL)
      AND ("withdrawn_at" IS NULL) = ("withdrawn_by" IS NULL) AND ("withdrawn_at" IS NULL) = ("withdrawer" IS NULL))
);
CREATE UNIQUE INDEX "target_board_out" ON "target_board"("month", "cut", "goal", "indicator") WHERE "withdrawn_at" IS NULL;

-- A board is withdrawn once; nothing else of it ever changes.
CREATE FUNCTION board_only_withdraws() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
      OR (to_jsonb(NEW) - ARRAY['withdrawn_by', 'withdrawer', 'withdrawn_at', 'withdrawal_reason'])
        <> (to_jsonb(OLD) - ARRAY['withdrawn_by', 'withdrawer', 'withdrawn_at', 'withdrawal_reason']) THEN
    RAISE EXCEPTION 'a published board only withdraws' USING ERRCODE = 'raise_exception';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER target_board_withdraws BEFORE UPDATE ON "target_board" FOR EACH ROW EXECUTE FUNCTION board_only_withdraws();
CREATE TRIGGER target_board_stays BEFORE DELETE ON "target_board" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER target_board_no_truncate BEFORE TRUNCATE ON "target_board" EXECUTE FUNCTION refuse_change();
