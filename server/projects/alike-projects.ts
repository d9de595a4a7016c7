/**
 * Projects that may be the same as given ones: candidates share keys in an indexed column, the domain judges them. Asked of
 * all projects, whoever may see them; who is told what is decided by the callers.
 */
import "server-only";
import { type Likeness, likenessOf } from "@/server/domain/likeness";
import {
  likenessKeys,
  MANY_HOLDERS,
  MOST_CANDIDATES,
  MOST_OF_A_KEY,
  promiseOf,
} from "@/server/domain/likeness-keys";
import {
  type LikenessProfile,
  type LikenessSubject,
  likenessProfile,
} from "@/server/domain/likeness-profile";
import { type Database, rowsOf, type Sql, sql } from "@/server/platform/database";
import { likenessTools } from "@/server/platform/likeness-tools";

export interface AlikeProject {
  id: number;
  likeness: Likeness;
  /** By evidence that may be told to who cannot see the project. */
  told: Likeness;
}

type Asking = Pick<Database, "$queryRaw">;

/** The parts of a subject that stand with the project, and with its investor. */
const SUBJECT = sql`p.name, p.content, p.investor_name AS "investorName", p.investor_uscc AS "investorUscc",
  p.company_name AS "companyName", p.company_uscc AS "companyUscc",
  CASE WHEN e.id IS NULL THEN '{}' WHEN e.name = p.investor_name THEN enterprise_names(e.id, 'former')
    ELSE enterprise_names(e.id, 'former') || e.name END AS "formerNames",
  CASE WHEN e.id IS NULL THEN '{}' ELSE enterprise_names(e.id, 'short') END AS "shortNames",
  coalesce(enterprise_group(e.id), '') AS "groupName", p.project_code AS "projectCode", p.contact_phone AS "contactPhone",
  p.origin_province AS "originProvince", p.origin_city AS "originCity", p.address,
  coalesce(p.planned_total_fen, p.intended_fen) AS "amountFen"`;

/** Profiles of projects that were not withdrawn, by id. */
export async function profilesOf(db: Asking, ids: readonly number[]): Promise<Map<number, LikenessProfile>> {
  if (ids.length === 0) return new Map();
  const rows = await rowsOf<LikenessSubject & { id: number }>(
    db,
    sql`SELECT p.id, ${SUBJECT} FROM project p LEFT JOIN enterprise e ON e.id = p.investor_id
      WHERE p.id = ANY(${[...ids]}) AND (p.off_state IS NULL OR p.off_state <> 'withdrawn')`,
  );
  return new Map(rows.map((row) => [row.id, likenessProfile(row, likenessTools)]));
}

/** More holders than this and a key is read no further. */
const READ = MOST_OF_A_KEY + 1;
/** Kinds of keys that stand beside enterprises too. */
const OF_ENTERPRISES = /^[cklmesobd]:/;

/** Each key looked up by itself in the index: what one lead, or some hundred, ask. */
const lookedUp = sql`SELECT d.key, h.id FROM distinct_k d CROSS JOIN LATERAL
      (SELECT p.id FROM project p WHERE p.likeness_keys @> ARRAY[d.key] LIMIT ${READ}) h
    UNION
    SELECT d.key, h.id FROM distinct_k d CROSS JOIN LATERAL
      (SELECT p.id FROM (SELECT e.id FROM enterprise e WHERE e.likeness_keys @> ARRAY[d.key] LIMIT ${READ}) f
        JOIN project p ON p.investor_id = f.id LIMIT ${READ}) h
      WHERE d.firm`;
/**
 * All keys of all projects read once: dearer than some hundred rows, and no dearer for ten thousand. Most of what a
 * project has are keys of kinds that thousands of rows are not asked by: their first letter tells.
 */
const readThrough = (
  kinds: readonly string[],
): Sql => sql`SELECT d.key, p.id FROM project p CROSS JOIN LATERAL unnest(p.likeness_keys) AS u(key) JOIN distinct_k d ON d.key = u.key
      WHERE left(u.key, 1) = ANY(${[...kinds]}::text[])
    UNION
    SELECT d.key, p.id FROM enterprise e CROSS JOIN LATERAL unnest(e.likeness_keys) AS u(key)
      JOIN distinct_k d ON d.key = u.key AND d.firm JOIN project p ON p.investor_id = e.id
      WHERE left(u.key, 1) = ANY(${[...kinds]}::text[])`;
/** So many sets of keys are looked up; more are read through. */
const MOST_LOOKED_UP = 300;

const holders = (
  keys: Sql,
  hits: Sql,
): Sql => sql`WITH k AS MATERIALIZED (SELECT * FROM json_to_recordset(${keys}::json) AS x(no integer, key text, promise float8, firm boolean)),
  distinct_k AS MATERIALIZED (SELECT DISTINCT key, promise, firm FROM k),
  hit AS (${hits}),
  counted AS (SELECT key, id, count(*) OVER (PARTITION BY key) AS holders FROM hit)`;

/** Ids of candidates for each of several sets of keys, the most promising first. */
async function candidatesFor(
  db: Asking,
  sets: readonly (readonly string[])[],
  most: number,
): Promise<Map<number, number[]>> {
  const keys = sets.flatMap((set, no) =>
    set.map((key) => ({ no, key, promise: promiseOf(key), firm: OF_ENTERPRISES.test(key) })),
  );
  if (keys.length === 0) return new Map();
  const kinds = [...new Set(keys.map(({ key }) => key.slice(0, 1)))];
  const rows = await rowsOf<{ no: number; ids: number[] }>(
    db,
    sql`${holders(sql`${JSON.stringify(keys)}`, sets.length > MOST_LOOKED_UP ? readThrough(kinds) : lookedUp)},
      ranked AS (SELECT k.no, c.id, row_number() OVER (PARTITION BY k.no ORDER BY sum(k.promise / sqrt(1 + c.holders / ${MANY_HOLDERS}::float8)) DESC, c.id) AS place
        FROM k JOIN counted c ON c.key = k.key WHERE c.holders <= ${MOST_OF_A_KEY} GROUP BY k.no, c.id)
      SELECT no, array_agg(id ORDER BY place) AS ids FROM ranked WHERE place <= ${most} GROUP BY no`,
  );
  return new Map(rows.map(({ no, ids }) => [no, ids]));
}

/** What each of the given ones may be the same as, or another project of the same investor as; the likeliest first. */
export async function alikeProjects(
  db: Asking,
  wanted: readonly LikenessProfile[],
  { most = MOST_CANDIDATES, keysOf = likenessKeys } = {},
): Promise<AlikeProject[][]> {
  const candidates = await candidatesFor(db, wanted.map(keysOf), most);
  const alike: AlikeProject[][] = [];
  for (let from = 0; from < wanted.length; from += JUDGED_AT_ONCE) {
    const some = wanted.slice(from, from + JUDGED_AT_ONCE);
    const ids = some.map((_, i) => candidates.get(from + i) ?? []);
    const profiles = await profilesOf(db, [...new Set(ids.flat())]);
    alike.push(...some.map((mine, i) => judged(mine, ids[i] ?? [], profiles)));
  }
  return alike;
}

/** Profiles of stored projects that stand in memory at one time. */
const JUDGED_AT_ONCE = 200;

const judged = (
  mine: LikenessProfile,
  candidates: readonly number[],
  profiles: ReadonlyMap<number, LikenessProfile>,
): AlikeProject[] =>
  candidates
    .flatMap((id): AlikeProject[] => {
      const other = profiles.get(id);
      if (!other) return [];
      const likeness = likenessOf(mine, other);
      const told = likenessOf(mine, other, { whole: true });
      return likeness.verdict === "none" && told.verdict === "none" ? [] : [{ id, likeness, told }];
    })
    .sort((a, b) => rank(b) - rank(a) || a.id - b.id);

const rank = ({ likeness }: AlikeProject): number =>
  likeness.points + (likeness.verdict === "same" ? 100 : likeness.verdict === "sibling" ? 50 : 0);
