/** What was written down about projects: follow-ups and the names of papers. Only of projects that the actor may see whole. */
import "server-only";
import { FOLLOW_UP_KIND_NAME, type FollowUpKind } from "@/server/contracts/project-card";
import type { SearchResult } from "@/server/contracts/search";

import { type Actor, can } from "@/server/domain/permissions";
import { EVIDENCE_KINDS, type EvidenceKind } from "@/server/domain/rules";
import { database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { highlightsOf } from "./highlights";

export const SHOWN = 8;
/** So many of the newest matches are looked at, first and at last: a word that more notes hold finds nothing by itself. */
const [LOOKED_AT_FIRST, LOOKED_AT] = [150, 3000];

/** The few that are shown stand among the newest matches for most people; only who may see little has to look further. */
export async function newestFirst<Row>(ask: (lookedAt: number) => Promise<Row[]>): Promise<Row[]> {
  const found = await ask(LOOKED_AT_FIRST);
  return found.length < SHOWN ? ask(LOOKED_AT) : found;
}
const BEFORE = 12;
const AROUND = 60;

/** The condition that `column` holds every word: its pairs of characters by the index, then the text itself. */
export function holdsWords(column: Sql, query: string): Sql | null {
  const words = query.split(/\s+/).filter((word) => [...word].length > 1);
  if (words.length === 0) return null;
  const pairs = [...new Set(words.flatMap((word) => [...word].slice(1).map((c, i) => [...word][i] + c)))];
  return Prisma.join(
    [
      sql`neighbour_pairs(${column}) @> ${pairs}::text[]`,
      ...words.map((w) => sql`strpos(lower(${column}), ${w}) > 0`),
    ],
    " AND ",
  );
}

/** The part of a long text around the first word that was meant. */
export function excerptOf(text: string, query: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const at = Math.max(0, line.toLowerCase().indexOf(query.split(/\s+/)[0] ?? ""));
  const from = at > BEFORE ? at - BEFORE : 0;
  const to = from + AROUND;
  return `${from > 0 ? "…" : ""}${line.slice(from, to)}${to < line.length ? "…" : ""}`;
}

export async function findFollowUps(actor: Actor, query: string): Promise<SearchResult[]> {
  const holds = can(actor, "project:read") ? holdsWords(sql`f.summary`, query) : null;
  if (!holds) return [];
  const rows = await newestFirst((lookedAt) =>
    rowsOf<{
      id: number;
      projectId: number;
      project: string;
      kind: FollowUpKind;
      on: string;
      summary: string;
      author: string | null;
    }>(
      database,
      sql`WITH newest AS MATERIALIZED (
        SELECT f.id, f.project_id FROM follow_up f WHERE ${holds} ORDER BY f.id DESC LIMIT ${lookedAt})
      SELECT f.id, p.id AS "projectId", p.name AS project, f.kind, f.occurred_on::text AS "on", f.summary, a.display_name AS author
      FROM newest JOIN project o ON o.id = newest.project_id
      JOIN project p ON p.id = CASE WHEN o.merged_into_id IS NULL THEN o.id ELSE survivor_of(o.id) END
      JOIN follow_up f ON f.id = newest.id
      LEFT JOIN account a ON a.id = f.author_id
      WHERE ${projectsFor(actor, "project:read", "few")} AND NOT ${maskedFor(actor, "few")}
      ORDER BY f.occurred_on DESC, f.id DESC LIMIT ${SHOWN}`,
    ),
  );
  return rows.map((row) => {
    const title = excerptOf(row.summary, query);
    return {
      id: String(row.id),
      kind: FOLLOW_UP_KIND_NAME[row.kind],
      title,
      highlights: highlightsOf(title, query),
      subtitle: [row.project, row.on, row.author].filter(Boolean).join(" · "),
      href: `/projects/${row.projectId}#follow-ups`,
    };
  });
}

export async function findPapers(actor: Actor, query: string): Promise<SearchResult[]> {
  const holds = can(actor, "evidence:read") ? holdsWords(sql`l.original_name`, query) : null;
  if (!holds) return [];
  const rows = await newestFirst((lookedAt) =>
    rowsOf<{
      id: number;
      projectId: number;
      project: string;
      requirement: string;
      name: string;
      on: string;
    }>(
      database,
      sql`WITH newest AS MATERIALIZED (
        SELECT l.id, l.project_id FROM evidence_link l WHERE ${holds} AND l.subject_kind <> 'dispute' ORDER BY l.id DESC LIMIT ${lookedAt})
      SELECT l.id, p.id AS "projectId", p.name AS project, l.requirement, l.original_name AS name,
        (l.attached_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "on"
      FROM newest JOIN project p ON p.id = newest.project_id JOIN evidence_paper l ON l.id = newest.id
      WHERE ${projectsFor(actor, "project:read", "few")} AND ${projectsFor(actor, "evidence:read", "few")}
        AND NOT ${maskedFor(actor, "few")}
      ORDER BY l.id DESC LIMIT ${SHOWN}`,
    ),
  );
  return rows.map((row) => ({
    id: String(row.id),
    kind: EVIDENCE_KINDS[row.requirement as EvidenceKind] ?? "材料",
    title: row.name,
    highlights: highlightsOf(row.name, query),
    subtitle: `${row.project} · ${row.on}`,
    href: `/projects/${row.projectId}#evidence`,
  }));
}
