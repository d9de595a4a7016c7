-- The day from which a light's clock runs: the planned start, the last progress, the signing. Filled by the worker, which
-- reckons every light anew after this change.
ALTER TABLE "project" ADD COLUMN "light_from" DATE;
