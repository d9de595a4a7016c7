-- The ledger with its doubtful cells marked, as the last dry run saw it; null where nothing was doubtful.
ALTER TABLE "import_batch" ADD COLUMN "marked_sha256" TEXT;
