-- A job that takes its worker down is not begun for ever.
ALTER TABLE "job" ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0;
