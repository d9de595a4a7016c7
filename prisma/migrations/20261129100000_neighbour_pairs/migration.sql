-- Pairs of neighbouring characters of a text, as the search box asks for them: what makes two Chinese characters findable
-- without any extension. An index over the expression needs no column, so what is already recorded is findable at once.
-- A loop: as one SELECT it took ten times as long for each text.
CREATE FUNCTION neighbour_pairs(given text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  characters text[] := string_to_array(lower(left(given, 4000)), NULL);
  pairs text[] := '{}';
BEGIN
  FOR n IN 1 .. coalesce(cardinality(characters), 0) - 1 LOOP
    pairs[n] := characters[n] || characters[n + 1];
  END LOOP;
  RETURN pairs;
END $$;

CREATE INDEX "follow_up_words" ON "follow_up" USING gin (neighbour_pairs("summary"));
CREATE INDEX "evidence_link_words" ON "evidence_link" USING gin (neighbour_pairs("original_name"));
CREATE INDEX "project_contact_words" ON "project" USING gin (neighbour_pairs("contact_name")) WHERE "contact_name" <> '';
