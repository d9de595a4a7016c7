/** 疑似重复: projects that may be the lead being typed, and why. Asked of all projects, whoever may see them. */
import "server-only";
import type { z } from "zod";
import type {
  KnownEnterprise,
  LeadSuspects,
  SuspectProject,
  typedLead,
} from "@/server/contracts/project-list";
import { enterpriseKey, judgeUscc, normaliseUscc, projectKey } from "@/server/domain/identity";
import type { Milestone } from "@/server/domain/milestones";
import { type Actor, can } from "@/server/domain/permissions";
import { enterprisesFor } from "@/server/enterprises";
import { database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { searchMatch } from "@/server/platform/search-match";
import { maskedFor, projectsFor } from "./project-scope";

const SHOWN = 5;
const SHORTEST_NAME = 4;

/** Each suspicion: its words, and the projects that raise it. Ends a query early, so that typing stays quick. */
function suspicions(actor: Actor, lead: z.output<typeof typedLead>): { why: string; ids: Sql }[] {
  const name = projectKey(lead.name);
  const investor = enterpriseKey(lead.investorName);
  const code = normaliseUscc(lead.investorUscc);
  const list: { why: string; ids: Sql }[] = [];
  if (judgeUscc(code) !== "wrong-shape") {
    list.push({
      why: "信用代码相同",
      ids: sql`SELECT id FROM project WHERE investor_id IN (SELECT id FROM enterprise WHERE uscc = ${code}) OR company_uscc = ${code}`,
    });
  }
  if (name.length >= 2)
    list.push({ why: "项目名称相同", ids: sql`SELECT id FROM project WHERE name_key = ${name}` });
  const alike = name.length >= SHORTEST_NAME ? searchMatch("p", lead.name.replace(/项目$/, "")) : null;
  if (alike) {
    // A part of a name may only find what the person can see, or typing would spell out hidden names.
    list.push({
      why: "项目名称相近",
      ids: sql`SELECT p.id FROM project p WHERE ${alike} AND strpos(p.name_key, ${name}) > 0 AND p.name_key <> ${name}
        AND ${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)}`,
    });
  }
  if (investor.length >= 2) {
    list.push({
      why: "投资方相同",
      ids: sql`SELECT id FROM project WHERE investor_id IN (SELECT id FROM enterprise WHERE name_key = ${investor}) ORDER BY id DESC`,
    });
  }
  return list;
}

interface SuspectRow {
  id: number;
  why: string[];
  firstReporter: string | null;
  firstReportedOn: string;
  seen: boolean;
  name: string;
  stage: Milestone;
  investorName: string;
}

async function suspectProjects(actor: Actor, lead: z.output<typeof typedLead>): Promise<SuspectProject[]> {
  const asked = suspicions(actor, lead);
  if (asked.length === 0) return [];
  const hits = Prisma.join(
    asked.map(
      ({ why, ids }, place) =>
        sql`SELECT id, ${why}::text AS why, ${place}::int AS place FROM (${ids} LIMIT 20) s${Prisma.raw(String(place))}`,
    ),
    " UNION ALL ",
  );
  const rows = await rowsOf<SuspectRow>(
    database,
    sql`SELECT p.id, h.why, r.name AS "firstReporter", (p.first_reported_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "firstReportedOn",
        (${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)}) AS seen, p.name, p.stage, p.investor_name AS "investorName"
      FROM (SELECT id, array_agg(why ORDER BY place) AS why, min(place) AS place FROM (${hits}) hit GROUP BY id) h
      JOIN project p ON p.id = h.id LEFT JOIN unit r ON r.id = p.reporting_unit_id
      WHERE p.off_state IS NULL OR p.off_state <> 'withdrawn'
      ORDER BY h.place, cardinality(h.why) DESC, p.first_reported_at LIMIT ${SHOWN}`,
  );
  return rows.map(({ seen, name, stage, investorName, ...row }) => ({
    ...row,
    name: seen ? name : null,
    stage: seen ? stage : null,
    investorName: seen ? investorName : null,
  }));
}

/** Enterprises that the person may know of under the name being typed: their code and place need not be typed again. */
async function knownEnterprises(actor: Actor, lead: z.output<typeof typedLead>): Promise<KnownEnterprise[]> {
  const match = lead.investorName.length >= 2 ? searchMatch("e", lead.investorName) : null;
  if (!match || !can(actor, "enterprise:read")) return [];
  return rowsOf<KnownEnterprise>(
    database,
    sql`SELECT id, name, uscc, province, city, kind FROM (SELECT * FROM enterprise e WHERE ${match} AND ${enterprisesFor(actor)} LIMIT 100) e
      ORDER BY starts_with(e.name, ${lead.investorName}) DESC, length(e.name), e.id LIMIT 3`,
  );
}

export async function suspectDuplicates(
  actor: Actor,
  lead: z.output<typeof typedLead>,
): Promise<LeadSuspects> {
  const [projects, enterprises] = await Promise.all([
    suspectProjects(actor, lead),
    knownEnterprises(actor, lead),
  ]);
  return { projects, enterprises };
}
