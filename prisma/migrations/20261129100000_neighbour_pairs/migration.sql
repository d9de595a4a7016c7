-- Pairs of neighbouring characters of a text, as the search box asks for them: what makes two Chinese characters findable
-- without any extension. An index over the expression needs no column, so what is already recorded is findable at once.
CREATE FUNCTION neighbour_pairs(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT c[n] || c[n + 1]), '{}')
  FROM (SELECT string_to_array(lower(left(given, 4000)), NULL) AS c) AS s, generate_series(1, cardinality(c) - 1) AS n
$$;

CREATE INDEX "follow_up_words" ON "follow_up" USING gin (neighbour_pairs("summary"));
CREATE INDEX "evidence_link_words" ON "evidence_link" USING gin (neighbour_pairs("original_name"));
CREATE INDEX "project_contact_words" ON "project" USING gin (neighbour_pairs("contact_name")) WHERE "contact_name" <> '';
