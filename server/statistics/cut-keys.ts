/** How the projects of the district are grouped: for every cut, the key of a project as SQL. */
import "server-only";
import type { Cut } from "@/server/contracts/statistics";
import { type Sql, sql } from "@/server/platform/database";

/** The row of sensitive leads, in every cut that would tell of them what nobody but their own people may know. */
export const UNDISCLOSED = "undisclosed";
const undisclosed = sql`(p.sensitivity = 'sensitive' AND p.contract_on IS NULL) AS undisclosed`;

/** What the key of one cut is made of. */
export const GROUPING_FIELD: Record<Cut, Sql> = {
  chain: sql`p.chain_id`,
  leadUnit: sql`p.lead_unit_id, ${undisclosed}`,
  street: sql`p.street_unit_id, ${undisclosed}`,
  province: sql`p.origin_province, ${undisclosed}`,
  industry: sql`p.industry_code, ${undisclosed}`,
  tier: sql`p.planned_total_fen`,
};

/** What the keys of all cuts are made of. */
export const GROUPING_FIELDS = sql`p.chain_id, p.lead_unit_id, p.street_unit_id, p.origin_province, p.industry_code, p.planned_total_fen, ${undisclosed}`;

/** Where a close keeps the key of each cut. */
export const CUT_COLUMN: Record<Cut, string> = {
  chain: "chain",
  leadUnit: "lead_unit",
  street: "street",
  province: "province",
  industry: "industry",
  tier: "tier",
};

const unlessSensitive = (key: Sql): Sql => sql`CASE WHEN undisclosed THEN ${UNDISCLOSED} ELSE ${key} END`;

/**
 * Keys over the grouping fields, as text; '' where the project has none. Industry is a section letter or, without one, the two
 * digits of a division. Tier is the band of the planned total, boundaries belonging to the upper band. Chain and size of a
 * sensitive lead may be known; by place, department and industry it stands with its like.
 */
export function cutKey(cut: Cut, tiers: readonly number[]): Sql {
  switch (cut) {
    case "chain":
      return sql`coalesce(chain_id::text, '')`;
    case "leadUnit":
      return unlessSensitive(sql`coalesce(lead_unit_id::text, '')`);
    case "street":
      return unlessSensitive(sql`coalesce(street_unit_id::text, '')`);
    case "province":
      return unlessSensitive(sql`origin_province`);
    case "industry":
      return unlessSensitive(
        sql`coalesce(upper(substring(trim(industry_code) from '^(?:[A-Ta-t]|\\d\\d)')), '')`,
      );
    case "tier":
      return sql`coalesce(width_bucket(planned_total_fen, ${[...tiers]}::bigint[])::text, '')`;
  }
}
