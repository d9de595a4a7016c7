/** 公海: leads that nobody holds, open to whoever may claim. Sensitive ones never stand there. */
import "server-only";
import type { z } from "zod";
import type { listPool as input, Pool, PoolLead } from "@/server/contracts/lead";
import { database, rowsOf, sql } from "@/server/platform/database";
import { searchMatch } from "@/server/platform/search-match";

export async function leadPool({ q, chainId, offset, limit }: z.output<typeof input>): Promise<Pool> {
  const match = q ? searchMatch("p", q) : null;
  const found = sql`p.pooled_on IS NOT NULL AND p.off_state IS NULL AND p.sensitivity <> 'sensitive'
    AND (${chainId}::int IS NULL OR p.chain_id = ${chainId}) AND ${match ?? sql`TRUE`}`;
  const rows = await rowsOf<PoolLead & { total: number }>(
    database,
    sql`SELECT count(*) OVER ()::int AS total, p.id, p.number, p.name, p.investor_name AS "investorName",
        p.origin_province AS "originProvince", c.name AS chain, c.hue AS "chainHue", p.content, p.intended_fen AS "intendedFen",
        p.stage, p.reporter_name AS reporter, u.name AS "reportingUnit", p.pooled_on::text AS "pooledOn",
        f.payload->>'reason' AS reason, f.payload->>'note' AS note, o.display_name AS "formerOwner"
      FROM project p LEFT JOIN chain c ON c.id = p.chain_id LEFT JOIN unit u ON u.id = p.reporting_unit_id
        CROSS JOIN LATERAL (SELECT payload FROM project_fact WHERE project_id = p.id AND type = 'LapsedToPool'
          ORDER BY version DESC LIMIT 1) f
        LEFT JOIN account o ON o.id = (f.payload->>'formerOwnerId')::int
      WHERE ${found} ORDER BY p.pooled_on DESC, p.id DESC OFFSET ${offset} LIMIT ${limit}`,
  );
  return { total: rows[0]?.total ?? 0, leads: rows.map(({ total: _, ...lead }) => lead) };
}
