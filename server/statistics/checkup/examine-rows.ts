/** Checks over rows, within the reach of a person: how many there are, and the first of them with what mends them. */
import "server-only";
import type { CheckedFindings, Deed, Finding } from "@/server/contracts/checkup";
import { type Compared, mayAccept, type RowCheckId } from "@/server/domain/checkup";
import { type Actor, can, scopeOf } from "@/server/domain/permissions";
import type { BasicsField } from "@/server/domain/project-facts";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import { type Database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor, scopeWhere } from "@/server/projects/project-scope";
import type { RowAsk, RowDetail } from "./row-ask";
import { ROW_QUESTIONS, sharedBy } from "./row-questions";

export interface Reach {
  /** Null: everything, for a close and for the command line. */
  actor: Actor | null;
  chainId: number | null;
  mine: boolean;
}
export const EVERYTHING: Reach = { actor: null, chainId: null, mine: false };

/** The digest of the numbers of a finding: jsonb writes the same numbers in the same words. */
const DIGEST = sql`encode(sha256(convert_to(f.numbers::text, 'UTF8')), 'hex')`;

interface Side {
  id: number;
  name: string;
  number: string;
  seen: boolean;
}
interface FindingRow {
  check: RowCheckId;
  subject: string;
  numbers: Compared[];
  since: string | null;
  detail: RowDetail;
  digest: string;
  project: Side & {
    chainName: string | null;
    chainHue: number | null;
    version: number;
    editable: boolean;
    owner: string;
  };
  other: Side | null;
  accepted: { id: number; by: string; at: string; reason: string } | null;
  mayAccept: boolean;
  total: number;
  open: number;
  oldest: string | null;
}

/** Whether project `p` lies in the reach. What shows only its chain and size shows no finding either. */
export function within({ actor, mine }: Reach): Sql {
  if (!actor) return sql`p.off_state IS DISTINCT FROM 'withdrawn'`;
  const own = mine ? sql`AND ${scopeWhere(actor, "own")}` : sql``;
  return sql`(${projectsFor(actor, "checkup:read")} ${own} AND NOT ${maskedFor(actor)})`;
}
const ofChain = ({ chainId }: Reach): Sql =>
  chainId === null ? sql`TRUE` : chainId === 0 ? sql`p.chain_id IS NULL` : sql`p.chain_id = ${chainId}`;
const readable = (actor: Actor | null): Sql =>
  actor ? sql`(${projectsFor(actor, "project:read", "few")} AND NOT ${maskedFor(actor, "few")})` : sql`TRUE`;

/** What is open before what was accepted, the latest first. */
const FIRST = sql`f.acceptance IS NOT NULL, f.since DESC NULLS LAST, f.subject`;

/** Counts over everything that was found, then the names and rights of the few that are shown. */
function question(check: RowCheckId, ask: RowAsk, reach: Reach, { subject, limit }: Narrowing): Sql {
  const { actor } = reach;
  const rights = (action: "project:edit" | "checkup:accept") =>
    actor ? projectsFor(actor, action, "few") : sql`FALSE`;
  return sql`WITH found AS (${ROW_QUESTIONS[check](ask)}),
    counted AS (SELECT f.*, a.id AS acceptance, count(*) OVER ()::int AS total, (count(*) FILTER (WHERE a.id IS NULL) OVER ())::int AS open,
        (min(f.since) FILTER (WHERE a.id IS NULL) OVER ())::text AS oldest
      FROM (SELECT *, ${DIGEST} AS digest FROM found f) f JOIN project p ON p.id = f.project_id
        LEFT JOIN checkup_acceptance a ON a.check_id = ${check} AND a.subject = f.subject AND a.digest = f.digest AND a.revoked_at IS NULL
      WHERE ${ofChain(reach)} AND p.off_state IS DISTINCT FROM 'withdrawn' AND (${subject}::text IS NULL OR f.subject = ${subject}::text)
        AND (${within(reach)} OR EXISTS (SELECT 1 FROM project p WHERE p.id = f.other_id AND ${within(reach)}))
      ORDER BY a.id IS NOT NULL, f.since DESC NULLS LAST, f.subject LIMIT ${limit})
    SELECT ${check}::text AS "check", row_number() OVER (ORDER BY ${FIRST})::int AS place, f.subject, f.numbers, f.since::text, f.detail, f.digest, f.total, f.open, f.oldest, ${rights("checkup:accept")} AS "mayAccept",
      json_build_object('id', p.id, 'name', p.name, 'number', p.number, 'version', p.version, 'chainName', c.name, 'chainHue', c.hue,
        'seen', ${readable(actor)}, 'editable', ${rights("project:edit")},
        'owner', (SELECT o.display_name FROM account o WHERE o.id = p.owner_id)) AS project,
      (SELECT json_build_object('id', p.id, 'name', p.name, 'number', p.number, 'seen', ${readable(actor)}) FROM project p
        WHERE p.id = f.other_id AND f.other_id <> f.project_id) AS other,
      (SELECT json_build_object('id', a.id, 'by', w.display_name, 'at', a.accepted_at, 'reason', a.reason) FROM checkup_acceptance a
        JOIN account w ON w.id = a.accepted_by_id WHERE a.id = f.acceptance) AS accepted
    FROM counted f JOIN project p ON p.id = f.project_id LEFT JOIN chain c ON c.id = p.chain_id`;
}

const open = (label: string, href: string): Deed => ({ kind: "open", label, href });

function deedsOf(check: RowCheckId, { project, detail }: FindingRow, actor: Actor | null): Deed[] {
  if (!actor) return [];
  const { id, version, editable, seen } = project;
  if (check === "unrated")
    return can(actor, "rate:edit") ? [open("设汇率", "/admin/rates")] : [open("看月报", "/statistics")];
  if (!seen) return [];
  const { field, value, ledger, entryId, status } = detail;
  if (field !== undefined) {
    const label = BASICS_WORDS[field as BasicsField]?.label ?? field;
    if (!editable) return [];
    const place = open(`修改${label}`, `/projects/${id}?field=${field}#basics`);
    return value === undefined
      ? [place]
      : [{ kind: "set", label: `改正${label}`, projectId: id, version, field, value }, place];
  }
  if (ledger === undefined) return [open("打开项目", `/projects/${id}`)];
  if (!can(actor, "entry:read")) return [];
  const at = `/ledger?project=${id}&tab=${ledger}`;
  if (status === "submitted" && can(actor, "entry:review"))
    return [open("去审核", `/ledger?tab=review&of=${ledger}&entry=${entryId}`)];
  if (status === "approved" && entryId !== undefined && can(actor, "entry:draft"))
    return [open("冲减或补报", `${at}&entry=${entryId}`)];
  return [open("看台账", at)];
}

const sideOf = ({ id, name, number, seen }: Side) => ({
  id,
  name: seen ? name : null,
  number: seen ? number : null,
});

function findingOf(check: RowCheckId, row: FindingRow, actor: Actor | null): Finding {
  const { subject, digest, numbers, since, project, other, accepted, detail } = row;
  const othersField = detail.field !== undefined && project.seen && !project.editable;
  return {
    subject,
    digest,
    words: "",
    mender: actor && othersField ? project.owner : null,
    project: { ...sideOf(project), chainName: project.chainName, chainHue: project.chainHue },
    other: other ? sideOf(other) : null,
    numbers,
    since,
    deeds: deedsOf(check, row, actor),
    acceptable: accepted === null && mayAccept(check) && row.mayAccept,
    accepted: accepted && { ...accepted, at: new Date(accepted.at).toISOString(), revocable: row.mayAccept },
  };
}

interface Narrowing {
  subject: string | null;
  limit: number;
}

/** Checks that are asked together (`askedTogether`), in their order. */
export async function examineRows(
  db: Database,
  checks: readonly RowCheckId[],
  ask: RowAsk,
  reach: Reach,
  narrowingOf: (check: RowCheckId) => Narrowing,
): Promise<CheckedFindings[]> {
  const { actor } = reach;
  if (actor && scopeOf(actor, "checkup:read") === "none")
    return checks.map((check) => ({ check, open: 0, accepted: 0, oldest: null, findings: [] }));
  const questions = checks.map(
    (check) => sql`SELECT * FROM (${question(check, ask, reach, narrowingOf(check))}) one`,
  );
  const rows = await rowsOf<FindingRow>(
    db,
    sql`${sharedBy(checks, ask)} ${Prisma.join(questions, " UNION ALL ")} ORDER BY place`,
  );
  return checks.map((check) => {
    const mine = rows.filter((row) => row.check === check);
    const [first] = mine;
    return {
      check,
      open: first?.open ?? 0,
      accepted: (first?.total ?? 0) - (first?.open ?? 0),
      oldest: first?.oldest ?? null,
      findings: mine.map((row) => findingOf(check, row, actor)),
    };
  });
}
