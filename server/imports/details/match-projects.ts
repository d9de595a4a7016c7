/** Which project of the database each row of a detail sheet means; where several could be meant, the person picks. */
import "server-only";
import type { ImportChoices } from "@/server/contracts/import-batch";
import type { DetailRow } from "@/server/contracts/import-details";
import { enterpriseKey, projectKey } from "@/server/domain/identity";
import type { Actor } from "@/server/domain/permissions";
import { type Database, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";

interface Known {
  id: number;
  number: string;
  nameKey: string;
  code: string | null;
  investorKey: string;
  companyKey: string;
}

export interface DetailMatch {
  projectId: number | null;
  /** Those that could be meant. */
  candidates: number[];
}

const NONE: DetailMatch = { projectId: null, candidates: [] };
const MOST_CANDIDATES = 8;
/** A shorter name is part of too many others. */
const TELLING_NAME = 4;

const keysOf = ({ project }: DetailRow) => ({
  number: project.number.trim(),
  code: project.code.trim(),
  name: projectKey(project.name),
  company: enterpriseKey(project.company),
});
type Keys = ReturnType<typeof keysOf>;

const distinct = (values: readonly string[]) => [...new Set(values)].filter((value) => value !== "");

const OPEN = (actor: Actor): Sql =>
  sql`(p.off_state IS NULL OR p.off_state <> 'withdrawn') AND ${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)}`;

/** Projects that the actor sees whole, by a condition over `p`. */
async function knownWhere(db: Pick<Database, "$queryRaw">, actor: Actor, condition: Sql): Promise<Known[]> {
  const found = await rowsOf<Known & { investorName: string; companyName: string }>(
    db,
    sql`SELECT p.id, p.number, p.name_key AS "nameKey", p.project_code AS code, p.investor_name AS "investorName",
        p.company_name AS "companyName"
      FROM project p WHERE ${OPEN(actor)} AND ${condition} ORDER BY p.id`,
  );
  return found.map(({ investorName, companyName, ...project }) => ({
    ...project,
    investorKey: enterpriseKey(investorName),
    companyKey: enterpriseKey(companyName),
  }));
}

const exactly = (keys: readonly Keys[]): Sql =>
  sql`(p.number = ANY(${distinct(keys.map((k) => k.number))}) OR p.project_code = ANY(${distinct(keys.map((k) => k.code))})
    OR p.name_key = ANY(${distinct(keys.map((k) => k.name))}))`;

/** Names that hold a row's name or are held by it, and projects of the row's company. */
const nearly = (keys: readonly Keys[]): Sql =>
  sql`(EXISTS (SELECT 1 FROM unnest(${distinct(keys.map((k) => k.name)).filter((n) => n.length >= TELLING_NAME)}::text[]) AS said(name)
      WHERE strpos(p.name_key, said.name) > 0 OR (length(p.name_key) >= ${TELLING_NAME} AND strpos(said.name, p.name_key) > 0))
    OR EXISTS (SELECT 1 FROM unnest(${distinct(keys.map((k) => k.company))}::text[]) AS said(name)
      WHERE strpos(p.investor_name, said.name) > 0 OR strpos(p.company_name, said.name) > 0))`;

const isOfCompany = (project: Known, company: string): boolean =>
  company === "" || project.investorKey === company || project.companyKey === company;

const isClose = (project: Known, { name, company }: Keys): boolean => {
  if (company !== "" && isOfCompany(project, company)) return true;
  const { nameKey } = project;
  return (
    (name.length >= TELLING_NAME && nameKey.includes(name)) ||
    (nameKey.length >= TELLING_NAME && name.includes(nameKey))
  );
};

/** One is meant, several could be, or none. */
const oneOf = (projects: readonly Known[]): DetailMatch | null => {
  const [first, ...more] = projects;
  if (!first) return null;
  if (more.length === 0) return { projectId: first.id, candidates: [] };
  return { projectId: null, candidates: projects.slice(0, MOST_CANDIDATES).map(({ id }) => id) };
};

/** Null when nothing says which project it is. */
function meant({ number, code, name, company }: Keys, known: readonly Known[]): DetailMatch | null {
  const byNumber = number === "" ? null : oneOf(known.filter((p) => p.number === number));
  const byCode = code === "" ? null : oneOf(known.filter((p) => p.code === code));
  if (byNumber ?? byCode) return byNumber ?? byCode;
  const named = name === "" ? [] : known.filter((p) => p.nameKey === name);
  const whole = oneOf(named.filter((p) => isOfCompany(p, company)));
  if (whole) return whole;
  // The name fits and the company does not: nobody but the person can say.
  return named.length > 0 ? { projectId: null, candidates: idsOf(named) } : null;
}

const idsOf = (projects: readonly Known[]) => projects.slice(0, MOST_CANDIDATES).map(({ id }) => id);

/** Every project is compared with each of these names: a sheet with more of them is another district's. */
const MOST_ASKED_CLOSELY = 200;

/** Answers by the text of a row's keys. */
async function matchesOf(
  db: Pick<Database, "$queryRaw">,
  actor: Actor,
  rows: readonly Keys[],
): Promise<Map<string, DetailMatch>> {
  const distinctKeys = [...new Map(rows.map((keys) => [JSON.stringify(keys), keys]))];
  const known = await knownWhere(db, actor, exactly(rows));
  const answers = new Map<string, DetailMatch>();
  const open: [string, Keys][] = [];
  for (const [text, keys] of distinctKeys) {
    const found = meant(keys, known);
    if (found) answers.set(text, found);
    else open.push([text, keys]);
  }
  const asked = open.slice(0, MOST_ASKED_CLOSELY);
  const near = asked.length === 0 ? [] : await knownWhere(db, actor, nearly(asked.map(([, keys]) => keys)));
  for (const [text, keys] of asked)
    answers.set(text, { projectId: null, candidates: idsOf(near.filter((p) => isClose(p, keys))) });
  return answers;
}

const placeKey = ({ sheet, row }: { sheet: string; row: number }) => `${row} ${sheet}`;

/** By position. What was picked by hand goes first, as long as the actor sees it. */
export async function matchDetails(
  db: Pick<Database, "$queryRaw">,
  actor: Actor,
  rows: readonly DetailRow[],
  picks: ImportChoices["picks"],
): Promise<DetailMatch[]> {
  if (rows.length === 0) return [];
  const keys = rows.map(keysOf);
  const answers = await matchesOf(db, actor, keys);
  const picked = new Map(picks.map((pick) => [placeKey(pick), pick.projectId]));
  const wanted = [...picked.values()].filter((id) => id !== null);
  const seen = await knownWhere(db, actor, sql`p.id = ANY(${wanted}::int[])`);
  const open = new Set(seen.map(({ id }) => id));
  return rows.map((row, i) => {
    const found = answers.get(JSON.stringify(keys[i])) ?? NONE;
    const pick = picked.get(placeKey(row));
    if (pick === undefined) return found;
    const candidates = found.projectId === null ? found.candidates : [found.projectId];
    if (pick === null) return { projectId: null, candidates };
    return open.has(pick) ? { projectId: pick, candidates: [...new Set([pick, ...candidates])] } : found;
  });
}
