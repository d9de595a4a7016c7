/** The list as bars: by chain, by month of signing and by province, from one question with the list's own filter. */
import "server-only";
import type { ProjectFilter } from "@/server/contracts/project";
import { CHART_CUTS, type ChartCut, type ProjectChart } from "@/server/contracts/project-view";
import type { Day } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { database, rowsOf, sql } from "@/server/platform/database";
import { findProjects } from "./project-filter";
import { type GroupSums, groupKey, orderedGroups, shownSums } from "./project-groups";

export async function projectChart(actor: Actor, filter: ProjectFilter, today: Day): Promise<ProjectChart> {
  const found = findProjects(actor, filter, today);
  const rows = await rowsOf<GroupSums & { cut: ChartCut }>(
    database,
    sql`WITH keyed AS MATERIALIZED (SELECT p.id, p.chain_id, p.sensitivity, p.contract_on, p.owner_id, p.owner_unit_id,
        p.planned_total_fen, p.arrived_fen, p.invested_fen, ${groupKey("chain", found, today)} AS chain_key,
        ${groupKey("signedMonth", found, today)} AS month_key, ${groupKey("province", found, today)} AS province_key
        FROM project p WHERE ${found.all}),
      sums AS (SELECT CASE WHEN GROUPING(chain_key) = 0 THEN 'chain' WHEN GROUPING(month_key) = 0 THEN 'signedMonth'
          ELSE 'province' END AS cut, coalesce(chain_key, month_key, province_key) AS key, ${shownSums(found)}
        FROM keyed p GROUP BY GROUPING SETS ((chain_key), (month_key), (province_key)))
      SELECT s.*, c.name, c.hue, c.position AS place FROM sums s
        LEFT JOIN chain c ON s.cut = 'chain' AND c.id::text = s.key`,
  );
  const of = (cut: ChartCut) =>
    orderedGroups(
      cut,
      rows.filter((row) => row.cut === cut),
    );
  const cuts = Object.fromEntries(CHART_CUTS.map((cut) => [cut, of(cut)])) as ProjectChart;
  // A course of time runs forward, and what is not signed yet has no place in it.
  return { ...cuts, signedMonth: cuts.signedMonth.filter(({ key }) => /^\d+$/.test(key)).reverse() };
}
