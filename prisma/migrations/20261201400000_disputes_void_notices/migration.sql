-- A dispute over the first report voids the notice that stood when it was raised: rows from before this rule follow it.
UPDATE "project" p SET "noticed_on" = NULL, "notice_reason" = NULL, "lapses_on" = NULL
WHERE p."lapses_on" IS NOT NULL AND EXISTS (
  SELECT 1 FROM "project_fact" d WHERE d."project_id" = p."id" AND d."type" = 'DisputeRaised' AND d."version" > (
    SELECT max(n."version") FROM "project_fact" n WHERE n."project_id" = p."id" AND n."type" = 'LapseNoticed'));
