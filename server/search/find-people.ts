/** People: those who work here and what they are in charge of, and the contact persons of projects for those who may see them. */
import "server-only";
import type { SearchResult } from "@/server/contracts/search";
import { type Actor, can, ROLE_NAME, type Role } from "@/server/domain/permissions";
import { database, rowsOf, sql } from "@/server/platform/database";
import { searchTextOf } from "@/server/platform/search-text";
import { contactsFor, maskedFor, projectsFor } from "@/server/projects";
import { holdsWords, newestFirst, SHOWN } from "./find-in-words";
import { highlightsOf } from "./highlights";

/** Those of them who are in charge of a project that the actor may see. One by one: together they would be all projects. */
async function inCharge(actor: Actor, ids: readonly number[]): Promise<Set<number>> {
  const rows = await rowsOf<{ id: number }>(
    database,
    sql`SELECT a.id FROM unnest(${[...ids]}::int[]) AS a(id) CROSS JOIN LATERAL
      (SELECT p.id FROM project p WHERE p.owner_id = a.id AND ${projectsFor(actor, "project:read", "few")}
        AND NOT ${maskedFor(actor, "few")} LIMIT 1) AS own`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Accounts are few: they are read whole and compared here. */
async function findColleagues(actor: Actor, query: string): Promise<SearchResult[]> {
  const accounts = await rowsOf<{ id: number; name: string; role: Role; unit: string | null }>(
    database,
    sql`SELECT a.id, a.display_name AS name, a.role, u.name AS unit FROM account a LEFT JOIN unit u ON u.id = a.unit_id
      WHERE a.active AND a.role NOT IN ('account-admin', 'security-admin', 'audit-admin') ORDER BY a.id`,
  );
  const named = accounts
    .filter(({ name }) => searchTextOf([name]).searchText.includes(query))
    .slice(0, SHOWN);
  if (named.length === 0) return [];
  const seen = await inCharge(
    actor,
    named.map(({ id }) => id),
  );
  return named
    .filter(({ id }) => seen.has(id))
    .map(({ id, name, role, unit }) => ({
      id: `account-${id}`,
      kind: ROLE_NAME[role],
      title: name,
      highlights: highlightsOf(name, query),
      subtitle: [unit, "名下项目"].filter(Boolean).join(" · "),
      href: `/projects?owner=${id}`,
    }));
}

async function findContacts(actor: Actor, query: string): Promise<SearchResult[]> {
  const holds = can(actor, "contact:read") ? holdsWords(sql`p.contact_name`, query) : null;
  if (!holds) return [];
  const rows = await newestFirst((lookedAt) =>
    rowsOf<{ id: number; contact: string; project: string; investor: string }>(
      database,
      // Names first: the projects of somebody who owns thousands would be read one by one.
      sql`WITH named AS MATERIALIZED (
          SELECT p.id FROM project p WHERE p.contact_name <> '' AND ${holds} ORDER BY p.id DESC LIMIT ${lookedAt})
        SELECT p.id, p.contact_name AS contact, p.name AS project, p.investor_name AS investor
        FROM named JOIN project p ON p.id = named.id WHERE ${projectsFor(actor, "project:read", "few")}
          AND NOT ${maskedFor(actor, "few")} AND ${contactsFor(actor, "few")}
        ORDER BY p.updated_at DESC, p.id DESC LIMIT ${SHOWN}`,
    ),
  );
  return rows.map((row) => ({
    id: `contact-${row.id}`,
    kind: "联系人",
    title: row.contact,
    highlights: highlightsOf(row.contact, query),
    subtitle: [row.project, row.investor].filter(Boolean).join(" · "),
    href: `/projects/${row.id}`,
  }));
}

export async function findPeople(actor: Actor, query: string): Promise<SearchResult[]> {
  if (!can(actor, "project:read")) return [];
  const [colleagues, contacts] = await Promise.all([
    findColleagues(actor, query),
    findContacts(actor, query),
  ]);
  return [...colleagues, ...contacts].slice(0, SHOWN);
}
