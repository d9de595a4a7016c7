/** What the filters and forms of projects offer to choose from: only what is active today. */
import "server-only";
import type { ProjectChoices } from "@/server/contracts/project-list";
import { HOLDER_ROLES } from "@/server/domain/hand-over";
import type { Day } from "@/server/domain/periods";
import { database, rowOf, sql } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";

export async function projectChoices(today: Day): Promise<ProjectChoices> {
  const { choices } = await rowOf<{ choices: ProjectChoices }>(
    database,
    sql`SELECT json_build_object(
      'chains', (SELECT coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'hue', c.hue, 'leaderName',
          (SELECT string_agg(a.person_name, '、' ORDER BY a.id) FROM chain_appointment a WHERE a.chain_id = c.id AND a.role = 'leader'
            AND a.valid_from <= ${today}::date AND (a.valid_to IS NULL OR a.valid_to >= ${today}::date)))
          ORDER BY c.position, c.id), '[]') FROM chain c WHERE c.active),
      'engines', (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name) ORDER BY position, id), '[]') FROM engine WHERE active),
      -- Departments lead projects; sections, offices and task forces do so now and then.
      'departments', (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name)
          ORDER BY kind <> 'department', position, id), '[]')
          FROM unit WHERE active AND kind NOT IN ('street', 'park')),
      'streets', (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name) ORDER BY position, id), '[]')
          FROM unit WHERE active AND kind IN ('street', 'park')),
      'owners', (SELECT coalesce(json_agg(json_build_object('id', a.id, 'name', a.display_name, 'unitName', u.name)
          ORDER BY u.position, a.id), '[]') FROM account a LEFT JOIN unit u ON u.id = a.unit_id
          WHERE a.active AND a.role = ANY(${[...HOLDER_ROLES]}::text[]))) AS choices`,
  );
  const { reading, district } = await rulesInForce(database, today);
  const wordsOf = (id: number) => reading.chainWords.find((c) => c.chainId === id)?.words ?? [];
  return {
    ...choices,
    homeProvince: district.homeProvince,
    chains: choices.chains.map((chain) => ({ ...chain, words: wordsOf(chain.id) })),
  };
}
