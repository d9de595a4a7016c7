/** The search box: projects, enterprises, chains and people by part of a name, pinyin, number or code; notes and papers by their words. */
import "server-only";
import type { SearchGroup, SearchResult } from "@/server/contracts/search";
import { toHalfWidth } from "@/server/domain/amounts";
import { MILESTONE_NAME, type Milestone, OFF_STATE_NAME, type OffState } from "@/server/domain/milestones";
import type { NameKind } from "@/server/domain/other-names";
import { type Actor, can } from "@/server/domain/permissions";
import { shortPlace } from "@/server/domain/places";
import { enterprisesFor, OTHER_NAMES, toldName } from "@/server/enterprises";
import { database, rowsOf, type Sql, sql } from "@/server/platform/database";
import { searchMatch, searchNarrowing } from "@/server/platform/search-match";
import { searchTextOf } from "@/server/platform/search-text";
import { maskedFor, noteSensitiveAmong, projectsFor } from "@/server/projects";
import { findFollowUps, findPapers, SHOWN } from "./find-in-words";
import { findPeople } from "./find-people";
import { highlightsOf } from "./highlights";

/** So many of the newest matches are ranked; of a word that thousands hold fewer, it is too common to rank anyway. */
const [RANKED, RANKED_OF_COMMON] = [200, 80];
/** So many matches of the index are fetched; of a more common word the newest projects are read until enough hold it. */
const FETCHED = 3000;

const joined = (...parts: (string | null)[]): string => parts.filter(Boolean).join(" · ");

/** The projects to look through: those that the index names, or all of them when they are too many. */
async function projectsToRead(query: string): Promise<{ from: Sql; ranked: number }> {
  const all = { from: sql`project p`, ranked: RANKED_OF_COMMON };
  const narrowing = searchNarrowing("p", query);
  if (narrowing === null) return all;
  const named = await rowsOf<{ id: number }>(
    database,
    sql`SELECT p.id FROM project p WHERE ${narrowing} LIMIT ${FETCHED + 1}`,
  );
  if (named.length > FETCHED) return all;
  const ids = named.map(({ id }) => id);
  return {
    from: sql`unnest(${ids}::int[]) AS named(id) JOIN project p ON p.id = named.id`,
    ranked: RANKED,
  };
}

async function findProjects(actor: Actor, query: string): Promise<SearchResult[]> {
  const match = can(actor, "project:read") ? searchMatch("p", query) : null;
  if (!match) return [];
  const { from, ranked } = await projectsToRead(query);
  const rows = await rowsOf<{
    id: number;
    name: string;
    number: string;
    stage: Milestone;
    off: OffState | null;
    investor: string;
    chain: string | null;
  }>(
    database,
    sql`WITH newest AS MATERIALIZED (
        SELECT p.id FROM ${from} WHERE ${match} AND ${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)}
        ORDER BY p.updated_at DESC, p.id DESC LIMIT ${ranked})
      SELECT p.id, p.name, p.number, p.stage, p.off_state AS off, p.investor_name AS investor, c.name AS chain
      FROM newest JOIN project p ON p.id = newest.id LEFT JOIN chain c ON c.id = p.chain_id
      ORDER BY CASE WHEN starts_with(lower(p.name), ${query}) THEN 0 WHEN strpos(lower(p.name), ${query}) > 0 THEN 1 ELSE 2 END,
        p.off_state IS NOT NULL, p.updated_at DESC, p.id DESC LIMIT ${SHOWN}`,
  );
  return rows.map((row) => ({
    id: String(row.id),
    kind: row.off ? OFF_STATE_NAME[row.off] : MILESTONE_NAME[row.stage],
    title: row.name,
    highlights: highlightsOf(row.name, query),
    subtitle: joined(row.number, row.chain, row.investor),
    href: `/projects/${row.id}`,
  }));
}

async function findEnterprises(actor: Actor, query: string): Promise<SearchResult[]> {
  const match = can(actor, "enterprise:read") ? searchMatch("e", query) : null;
  if (!match) return [];
  const rows = await rowsOf<{
    id: number;
    name: string;
    uscc: string | null;
    province: string;
    city: string;
    otherNames: { kind: NameKind; name: string }[];
  }>(
    database,
    sql`SELECT e.id, e.name, e.uscc, e.province, e.city, ${OTHER_NAMES} AS "otherNames"
      FROM (SELECT * FROM enterprise e WHERE ${match} AND ${enterprisesFor(actor)} LIMIT ${RANKED}) e
      ORDER BY CASE WHEN starts_with(lower(e.name), ${query}) THEN 0 WHEN strpos(lower(e.name), ${query}) > 0 THEN 1 ELSE 2 END,
        length(e.name), e.id LIMIT ${SHOWN}`,
  );
  return rows.map((row) => ({
    id: String(row.id),
    kind: "企业",
    title: row.name,
    highlights: highlightsOf(row.name, query),
    subtitle: joined(
      toldName(row, query),
      shortPlace(row.province) + (row.city === row.province ? "" : row.city),
      row.uscc,
    ),
    href: `/enterprises/${row.id}`,
  }));
}

/** Chains are few: they are read whole and compared here. */
async function findChains(actor: Actor, query: string): Promise<SearchResult[]> {
  if (!can(actor, "chain:read")) return [];
  const chains = await rowsOf<{ id: number; name: string; leader: string | null }>(
    database,
    sql`SELECT c.id, c.name, (SELECT string_agg(a.person_name, '、' ORDER BY a.id) FROM chain_appointment a
        WHERE a.chain_id = c.id AND a.role = 'leader' AND a.valid_to IS NULL) AS leader
      FROM chain c WHERE c.active ORDER BY c.position, c.id`,
  );
  return chains
    .filter(({ name, leader }) => searchTextOf([name, leader]).searchText.includes(query))
    .slice(0, SHOWN)
    .map(({ id, name, leader }) => ({
      id: String(id),
      kind: "产业链",
      title: name,
      highlights: highlightsOf(name, query),
      subtitle: leader ? `链长 ${leader}` : undefined,
      href: `/chains/${id}`,
    }));
}

/** Groups that found something, projects first. */
export async function findAnything(actor: Actor, typed: string): Promise<SearchGroup[]> {
  const query = toHalfWidth(typed).trim().toLowerCase();
  if (query.length < 2) return [];
  const [projects, enterprises, chains, people, followUps, papers] = await Promise.all([
    findProjects(actor, query),
    findEnterprises(actor, query),
    findChains(actor, query),
    findPeople(actor, query),
    findFollowUps(actor, query),
    findPapers(actor, query),
  ]);
  const groups: SearchGroup[] = [
    { id: "projects", label: "项目", results: projects },
    { id: "enterprises", label: "企业", results: enterprises },
    { id: "chains", label: "产业链", results: chains },
    { id: "people", label: "人员", results: people },
    { id: "follow-ups", label: "跟进", results: followUps },
    { id: "papers", label: "材料", results: papers },
  ];
  const told = [...projects, ...followUps, ...papers].map(({ href }) => /^\/projects\/(\d+)/.exec(href)?.[1]);
  await noteSensitiveAmong(
    actor,
    told.flatMap((id) => (id ? [Number(id)] : [])),
  );
  return groups.filter((group) => group.results.length > 0);
}
