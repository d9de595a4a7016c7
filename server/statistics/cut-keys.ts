/** How the projects of the district are grouped: for every cut, the key of a project as SQL over `project p`. */
import "server-only";
import type { Cut } from "@/server/contracts/statistics";
import { type Sql, sql } from "@/server/platform/database";

/**
 * Text keys; '' where the project has none. Industry is a section letter or, without one, two digits that the caller maps
 * to their section. Tier is the band of the planned total, boundaries belonging to the upper band.
 */
export function cutKey(cut: Cut, tiers: readonly number[]): Sql {
  switch (cut) {
    case "chain":
      return sql`coalesce(p.chain_id::text, '')`;
    case "leadUnit":
      return sql`coalesce(p.lead_unit_id::text, '')`;
    case "street":
      return sql`coalesce(p.street_unit_id::text, '')`;
    case "province":
      return sql`p.origin_province`;
    case "industry":
      return sql`coalesce(upper(substring(trim(p.industry_code) from '^(?:[A-Ta-t]|\\d\\d)')), '')`;
    case "tier":
      return sql`coalesce(width_bucket(p.planned_total_fen, ${[...tiers]}::bigint[])::text, '')`;
  }
}
