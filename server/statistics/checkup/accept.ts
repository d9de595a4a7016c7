/** 已核实，无误: a warning is right as it is, says who, why and since when, until its numbers change or it is taken back. */
import "server-only";
import type { z } from "zod";
import type {
  acceptFinding as acceptInput,
  Finding,
  revokeAcceptance as revokeInput,
} from "@/server/contracts/checkup";
import { type CheckId, checkOf, mayAccept, type RowCheckId } from "@/server/domain/checkup";
import { dayOf, type StatMonth } from "@/server/domain/periods";
import { type Actor, scopeOf } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { projectsFor } from "@/server/projects/project-scope";
import { audited } from "@/server/record/audited";
import type { WriteContext } from "@/server/record/record";
import { requirePastMonth, rulesOfMonth } from "./examine";
import { examineFigures, FIGURE_CHECK_IDS } from "./examine-figures";
import { examineRows } from "./examine-rows";

const isFigure = (check: CheckId): boolean => (FIGURE_CHECK_IDS as readonly CheckId[]).includes(check);

/** The finding as it stands now for this person; null when there is none such. */
async function findingNow(
  db: Database,
  { actor, now }: { actor: Actor; now: Date },
  { month, check, subject }: { month: StatMonth; check: CheckId; subject: string },
): Promise<Finding | null> {
  const rules = await rulesOfMonth(db, month, now);
  if (isFigure(check)) {
    const all = await examineFigures(db, { month, now, rules }, actor);
    return all.find((c) => c.check === check)?.findings.find((f) => f.subject === subject) ?? null;
  }
  const ask = { month, today: dayOf(now), rules, closing: false };
  const reach = { actor, chainId: null, mine: false };
  const [found] = await examineRows(db, [check as RowCheckId], ask, reach, () => ({ subject, limit: 1 }));
  return found?.findings[0] ?? null;
}

export function acceptFinding(
  context: WriteContext,
  input: z.output<typeof acceptInput>,
): Promise<{ id: number }> {
  const { actor, now } = context;
  const { month, check, subject, digest, reason } = input;
  requirePastMonth(month, now);
  return audited(
    { ...context, requestId: input.requestId },
    async (db) => {
      if (!mayAccept(check))
        throw new Refusal("bad-state", {
          message: checkOf(check).level === "error" ? "错误只能改正，不能认可" : "请在疑似重复中判定",
        });
      const finding = await findingNow(db, context, { month, check, subject });
      if (!finding) throw new Refusal("not-found", { message: "这一条已经不在，可能刚被改正" });
      if (finding.digest !== digest)
        throw new Refusal("conflict", { message: "数字刚有变化，请核对后再认可" });
      if (finding.accepted) return { answer: { id: finding.accepted.id }, line: null };
      if (!finding.acceptable) throw new Refusal("not-permitted");
      const [row] = await rowsOf<{ id: number }>(
        db,
        sql`INSERT INTO checkup_acceptance (check_id, subject, project_id, digest, reason, accepted_by_id, accepted_at)
          VALUES (${check}, ${subject}, ${finding.project?.id ?? null}, ${digest}, ${reason}, ${actor.id}, ${now.toISOString()}::timestamptz)
          ON CONFLICT (check_id, subject, digest) WHERE revoked_at IS NULL DO NOTHING RETURNING id`,
      );
      if (!row) throw new Refusal("conflict", { message: "刚有人认可了这一条，请刷新" });
      const line = { action: "checkup:accept", subjectKind: "checkup", subjectId: `${check}/${subject}` };
      const subjectLabel = [checkOf(check).name, finding.project?.number].filter(Boolean).join(" ");
      return { answer: { id: row.id }, line: { ...line, subjectLabel, after: { reason } } };
    },
    "checkup:accept",
  );
}

/** What somebody accepted may be taken back by whoever could accept it; said twice it is done once. */
export function revokeAcceptance(
  context: WriteContext,
  input: z.output<typeof revokeInput>,
): Promise<{ revoked: boolean }> {
  const { actor, now } = context;
  return audited(
    { ...context, requestId: input.requestId },
    async (db) => {
      const [row] = await rowsOf<{ check: CheckId; subject: string; number: string | null }>(
        db,
        sql`SELECT a.check_id AS "check", a.subject, p.number FROM checkup_acceptance a LEFT JOIN project p ON p.id = a.project_id
          WHERE a.id = ${input.id} AND (${scopeOf(actor, "checkup:accept") === "all"} OR (p.id IS NOT NULL AND ${projectsFor(actor, "checkup:accept", "few")}))`,
      );
      if (!row) throw new Refusal("not-found");
      const changed =
        await db.$executeRaw(sql`UPDATE checkup_acceptance SET revoked_at = ${now.toISOString()}::timestamptz,
        revoked_by_id = ${actor.id} WHERE id = ${input.id} AND revoked_at IS NULL`);
      const line = {
        action: "checkup:revoke",
        subjectKind: "checkup",
        subjectId: `${row.check}/${row.subject}`,
        subjectLabel: [checkOf(row.check).name, row.number].filter(Boolean).join(" "),
      };
      return { answer: { revoked: changed === 1 }, line: changed === 1 ? line : null };
    },
    "checkup:revoke",
  );
}
