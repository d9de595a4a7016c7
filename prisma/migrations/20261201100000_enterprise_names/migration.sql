-- Names of an enterprise beside its present one, each with its kind and the days on which it was borne.
CREATE TABLE "enterprise_name" (
    "id" SERIAL NOT NULL,
    "enterprise_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" INTEGER,
    "removed_at" TIMESTAMPTZ(3),
    CONSTRAINT "enterprise_name_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "enterprise_name_enterprise_id_idx" ON "enterprise_name"("enterprise_id");
CREATE INDEX "enterprise_name_name_key_idx" ON "enterprise_name"("name_key");
ALTER TABLE "enterprise_name" ADD CONSTRAINT "enterprise_name_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "enterprise_name" ADD CONSTRAINT "enterprise_name_kind" CHECK (kind IN ('former', 'short'));
ALTER TABLE "enterprise_name" ADD CONSTRAINT "enterprise_name_days" CHECK (valid_to >= valid_from);
-- One name once for an enterprise, whatever its kind.
CREATE UNIQUE INDEX "enterprise_name_once" ON "enterprise_name" ("enterprise_id", "name") WHERE removed_at IS NULL;

-- As server/domain/identity.ts brings a name to one form: half-width, in lower case, without space, punctuation and legal form.
INSERT INTO "enterprise_name" (enterprise_id, kind, name, name_key)
SELECT e.id, 'former', n.name,
  regexp_replace(lower(regexp_replace(translate(n.name, wide.characters, narrow.characters),
      '[[:space:]　·•,，.。、;；:：''"“”‘’()（）【】<>《》/\\|_—–\[\]-]', '', 'g')),
    '(股份有限公司|有限责任公司|集团有限公司|有限公司|集团股份|股份公司|集团公司|公司)$', '')
FROM "enterprise" e CROSS JOIN LATERAL (SELECT DISTINCT name FROM unnest(e.former_names) AS u(name)) n
  CROSS JOIN (SELECT string_agg(chr(65281 + i), '' ORDER BY i) AS characters FROM generate_series(0, 93) AS g(i)) wide
  CROSS JOIN (SELECT string_agg(chr(33 + i), '' ORDER BY i) AS characters FROM generate_series(0, 93) AS g(i)) narrow
WHERE n.name <> e.name;

ALTER TABLE "enterprise" DROP COLUMN "former_names";

-- Names of one kind that were not removed, in the order in which they were recorded.
CREATE FUNCTION enterprise_names(enterprise integer, wanted text) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(n.name ORDER BY n.id), '{}') FROM enterprise_name n
  WHERE n.enterprise_id = enterprise AND n.kind = wanted AND n.removed_at IS NULL
$$;
