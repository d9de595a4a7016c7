/** 疑似重复: projects that may be the lead being typed, and why. Asked of all projects, whoever may see them. */
import "server-only";
import type { z } from "zod";
import type {
  KnownEnterprise,
  LeadSuspects,
  SuspectProject,
  typedLead,
} from "@/server/contracts/project-list";
import { normaliseUscc } from "@/server/domain/identity";
import { type LikenessProfile, likenessProfile, likenessSubject } from "@/server/domain/likeness-profile";
import type { Milestone } from "@/server/domain/milestones";
import type { OtherName } from "@/server/domain/other-names";
import { type Actor, can } from "@/server/domain/permissions";
import { enterprisesFor, OTHER_NAMES, toldName } from "@/server/enterprises";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { likenessTools } from "@/server/platform/likeness-tools";
import { searchMatch } from "@/server/platform/search-match";
import { loadProjects } from "@/server/record/load-project";
import { type AlikeProject, alikeProjects, profilesOf } from "./alike-projects";
import { maskedFor, projectsFor } from "./project-scope";
import { requireOn } from "./project-subject";
import { reasonsFor } from "./reasons-for";

const SHOWN = 5;
/** The likeliest of them all are looked at; what the person may not be told of falls away. */
const CONSIDERED = 30;

const profileOfLead = (lead: z.output<typeof typedLead>): LikenessProfile =>
  likenessProfile(
    likenessSubject({ ...lead, investorUscc: normaliseUscc(lead.investorUscc), amountFen: lead.intendedFen }),
    likenessTools,
  );

interface SuspectRow {
  id: number;
  firstReporter: string | null;
  firstReportedOn: string;
  firstReportedAt: Date;
  reportingUnitId: number | null;
  seen: boolean;
  name: string;
  stage: Milestone;
  investorName: string;
}

export type ToldSuspect = SuspectProject & { points: number; firstReportedAt: Date };

const mayDispute = (actor: Actor, { reportingUnitId }: SuspectRow): boolean =>
  can(actor, "dispute:raise") &&
  actor.unitId !== null &&
  reportingUnitId !== null &&
  reportingUnitId !== actor.unitId;

/** What suspicion falls on each, as this person may know it; one list for each given. */
export async function toldOf(
  actor: Actor,
  lists: readonly (readonly AlikeProject[])[],
  db: Pick<Database, "$queryRaw"> = database,
): Promise<ToldSuspect[][]> {
  const ids = [...new Set(lists.flat().map((a) => a.id))];
  if (ids.length === 0) return lists.map(() => []);
  const rows = await rowsOf<SuspectRow>(
    db,
    sql`SELECT p.id, r.name AS "firstReporter", (p.first_reported_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "firstReportedOn",
        p.first_reported_at AS "firstReportedAt", p.reporting_unit_id AS "reportingUnitId",
        (${projectsFor(actor, "project:read", "few")} AND NOT ${maskedFor(actor, "few")}) AS seen, p.name, p.stage, p.investor_name AS "investorName"
      FROM project p LEFT JOIN unit r ON r.id = p.reporting_unit_id WHERE p.id = ANY(${ids})`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return lists.map((alike) => alike.flatMap((one) => toldOfOne(actor, one, byId.get(one.id))));
}

function toldOfOne(
  actor: Actor,
  { likeness, told }: AlikeProject,
  row: SuspectRow | undefined,
): ToldSuspect[] {
  const judged = row?.seen ? likeness : told;
  if (!row || judged.verdict === "none") return [];
  const { seen, name, stage, investorName, reportingUnitId: _, ...open } = row;
  return [
    {
      ...open,
      certainty: judged.certainty,
      sibling: judged.verdict === "sibling",
      reasons: reasonsFor(judged.reasons, seen),
      name: seen ? name : null,
      stage: seen ? stage : null,
      investorName: seen ? investorName : null,
      disputable: mayDispute(actor, row),
      points: judged.points,
    },
  ];
}

/** `db`: the transaction that registers the lead, when it is asked there. */
export async function suspectProjects(
  actor: Actor,
  lead: z.output<typeof typedLead>,
  db: Pick<Database, "$queryRaw"> = database,
): Promise<SuspectProject[]> {
  const [alike = []] = await alikeProjects(db, [profileOfLead(lead)]);
  const [told = []] = await toldOf(actor, [alike.slice(0, CONSIDERED)], db);
  const rank = (s: (typeof told)[number]) => s.points + (s.certainty === null ? 0 : 100);
  return told
    .sort((a, b) => rank(b) - rank(a) || a.firstReportedOn.localeCompare(b.firstReportedOn))
    .slice(0, SHOWN)
    .map(named);
}

/**
 * Whether this person is told that the project may be the same as his own, or as the lead that he types. Who is told may
 * dispute the first report, also of a project that he cannot see.
 */
export async function isSuspected(
  actor: Actor,
  about: { ownProjectId: number } | { lead: z.output<typeof typedLead> },
  projectId: number,
  db: Pick<Database, "$queryRaw">,
): Promise<boolean> {
  const profile =
    "lead" in about
      ? profileOfLead(about.lead)
      : (await profilesOf(db, [about.ownProjectId])).get(about.ownProjectId);
  if (!profile) return false;
  const [alike = []] = await alikeProjects(db, [profile]);
  const [told = []] = await toldOf(actor, [alike.filter((a) => a.id === projectId)], db);
  return told.some((t) => t.certainty !== null);
}

const named = ({ points: _, firstReportedAt: __, ...suspect }: ToldSuspect): SuspectProject => suspect;

/** What a registered project may be the same as. Pairs that somebody found to be two are left out. */
export async function twinsOf(actor: Actor, id: number): Promise<SuspectProject[]> {
  const state = (await loadProjects(database, [id], { lock: false })).get(id);
  const own = requireOn(actor, "project:read", state);
  const profile = (await profilesOf(database, [id])).get(id);
  if (!profile) return [];
  const [alike = []] = await alikeProjects(database, [profile]);
  const dismissed = await rowsOf<{ id: number }>(
    database,
    sql`SELECT first_id + second_id - ${id}::int AS id FROM likeness_dismissal
      WHERE withdrawn_at IS NULL AND (first_id = ${id} OR second_id = ${id})`,
  );
  const left = new Set([id, ...dismissed.map((d) => d.id)]);
  const [told = []] = await toldOf(actor, [alike.filter((a) => !left.has(a.id)).slice(0, CONSIDERED)]);
  // Whose own lead came later, and only he, may dispute what was first.
  const ours = own.basics.ownerId === actor.id || own.reportingUnitId === actor.unitId;
  const later = (t: ToldSuspect) => ours && t.firstReportedAt.toISOString() <= own.firstReportedAt;
  return told
    .filter((t) => t.certainty !== null)
    .sort((a, b) => b.points - a.points)
    .slice(0, SHOWN)
    .map((t) => named({ ...t, disputable: t.disputable && later(t) }));
}

/** Enterprises that the person may know of under the name being typed: their code and place need not be typed again. */
async function knownEnterprises(actor: Actor, lead: z.output<typeof typedLead>): Promise<KnownEnterprise[]> {
  const match = lead.investorName.length >= 2 ? searchMatch("e", lead.investorName) : null;
  if (!match || !can(actor, "enterprise:read")) return [];
  const rows = await rowsOf<Omit<KnownEnterprise, "foundAs"> & { otherNames: OtherName[] }>(
    database,
    sql`SELECT e.id, e.name, ${OTHER_NAMES} AS "otherNames", e.uscc, e.province, e.city, e.kind FROM (SELECT * FROM enterprise e WHERE ${match} AND ${enterprisesFor(actor)} LIMIT 100) e
      ORDER BY starts_with(e.name, ${lead.investorName}) DESC, length(e.name), e.id LIMIT 3`,
  );
  return rows.map(({ otherNames, ...row }) => ({
    ...row,
    foundAs: toldName({ name: row.name, otherNames }, lead.investorName),
  }));
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
