-- By place, department and industry sensitive leads stand in a row of their own: becoming one moves figures between rows.
CREATE OR REPLACE FUNCTION mark_moved_projects() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved integer[] := ARRAY(
    SELECT n.id FROM after_rows n JOIN before_rows o ON o.id = n.id
    WHERE (n.chain_id, n.lead_unit_id, n.street_unit_id, n.origin_province, n.industry_code, n.planned_total_fen,
        n.contract_on, n.start_on, n.off_state, n.off_since, n.sensitivity)
      IS DISTINCT FROM (o.chain_id, o.lead_unit_id, o.street_unit_id, o.origin_province, o.industry_code,
        o.planned_total_fen, o.contract_on, o.start_on, o.off_state, o.off_since, o.sensitivity));
BEGIN
  IF moved = '{}' THEN RETURN NULL; END IF;
  PERFORM mark_months_of(moved);
  INSERT INTO month_stale (stat_month)
    SELECT stat_month FROM arrival WHERE project_id = ANY(moved) AND stat_month IS NOT NULL
    UNION SELECT stat_month FROM investment WHERE project_id = ANY(moved) AND stat_month IS NOT NULL
    UNION SELECT to_char(off_since, 'YYYYMM')::int FROM before_rows WHERE id = ANY(moved) AND off_since IS NOT NULL;
  RETURN NULL;
END $$;

DELETE FROM "month_sum_state";
