/** 疑似重复: pairs of projects that may be one, the most certain first, and the word that two are not. */
import "server-only";
import type { z } from "zod";
import type {
  DuplicateList,
  DuplicatePair,
  dismissDuplicate as dismissInput,
  listDuplicates as listInput,
  PairSide,
  restoreDuplicate as restoreInput,
} from "@/server/contracts/duplicates";
import type { Certainty, LikenessReason } from "@/server/domain/likeness-words";
import { dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, Prisma, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { appendAudit } from "@/server/record/audit";
import { once } from "@/server/record/receipts";
import type { WriteContext } from "@/server/record/record";
import { maskedFor, projectsFor } from "./project-scope";
import { reasonsFor } from "./reasons-for";

interface SideRow extends PairSide {
  firstReportedAt: string;
  seen: boolean;
}

interface PairRow {
  first: SideRow;
  second: SideRow;
  certainty: Certainty;
  reasons: LikenessReason[];
  toldCertainty: Certainty | null;
  toldReasons: LikenessReason[];
  by: string | null;
  at: Date | null;
  reason: string | null;
}

/** One side of the pair `l`: what is in it, whether the actor may see it, and whether it is his to judge. */
function side(actor: Actor, column: string): Sql {
  return sql`SELECT p.id, p.name, p.number, p.stage, p.off_state AS "offState", p.investor_name AS "investorName",
      coalesce(p.planned_total_fen, p.intended_fen) AS "amountFen", o.display_name AS "ownerName", r.name AS "firstReporter",
      (p.first_reported_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "firstReportedOn", p.first_reported_at AS "firstReportedAt",
      (${projectsFor(actor, "project:read", "few")} AND NOT ${maskedFor(actor, "few")}) AS seen,
      (${projectsFor(actor, "duplicate:review", "few")} AND NOT ${maskedFor(actor, "few")}) AS mine
    FROM project p LEFT JOIN unit r ON r.id = p.reporting_unit_id LEFT JOIN account o ON o.id = p.owner_id
    WHERE p.id = ${Prisma.raw(column)} AND p.off_state IS DISTINCT FROM 'withdrawn'`;
}

/** A pair is for who may judge one of its sides; of a side that he cannot see he is told only what the whole tells. */
const pairs = (actor: Actor, show: "open" | "dismissed"): Sql => sql`FROM likeness_pair l
    JOIN LATERAL (${side(actor, "l.first_id")}) a ON TRUE JOIN LATERAL (${side(actor, "l.second_id")}) b ON TRUE
    LEFT JOIN likeness_dismissal d ON d.first_id = l.first_id AND d.second_id = l.second_id AND d.withdrawn_at IS NULL
    LEFT JOIN account w ON w.id = d.dismissed_by_id
  WHERE (d.first_id IS ${show === "open" ? sql`NULL` : sql`NOT NULL`}) AND (a.mine OR b.mine)
    AND ((a.seen AND b.seen) OR l.told_certainty IS NOT NULL)`;

const shown = ({ seen, ...row }: SideRow): PairSide => {
  const { id, firstReporter, firstReportedOn } = row;
  const hidden = {
    name: null,
    number: null,
    stage: null,
    offState: null,
    investorName: null,
    amountFen: null,
  };
  if (!seen) return { id, firstReporter, firstReportedOn, ...hidden, ownerName: null };
  const { firstReportedAt: _, ...open } = row;
  return open;
};

function pairOf(row: PairRow): DuplicatePair {
  const { first, second, by, at, reason } = row;
  const both = first.seen && second.seen;
  const [earlier, later] =
    [first.firstReportedAt, first.id] <= [second.firstReportedAt, second.id]
      ? [first, second]
      : [second, first];
  return {
    certainty: both ? row.certainty : (row.toldCertainty ?? row.certainty),
    reasons: reasonsFor(both ? row.reasons : row.toldReasons, both),
    earlier: shown(earlier),
    later: shown(later),
    dismissed: at === null ? null : { by: by ?? "", on: dayOf(at), reason: reason ?? "" },
  };
}

export async function listDuplicates(
  actor: Actor,
  { show, offset, limit }: z.output<typeof listInput>,
): Promise<DuplicateList> {
  const from = pairs(actor, show);
  const [{ total }, rows] = await Promise.all([
    rowOf<{ total: number }>(database, sql`SELECT count(*)::int AS total ${from}`),
    rowsOf<PairRow>(
      database,
      sql`SELECT to_json(a) AS first, to_json(b) AS second, l.certainty, l.reasons, l.told_certainty AS "toldCertainty",
          l.told_reasons AS "toldReasons", w.display_name AS by, d.dismissed_at AS at, d.reason ${from}
        ORDER BY l.points DESC, l.first_id, l.second_id OFFSET ${offset} LIMIT ${limit}`,
    ),
  ]);
  return { total, pairs: rows.map(pairOf) };
}

/** A pair that is the actor's to judge; not-found otherwise. */
async function requirePair(
  db: Database,
  actor: Actor,
  { firstId, secondId }: { firstId: number; secondId: number },
): Promise<{ first: number; second: number; number: string; other: string }> {
  const [first, second] = [Math.min(firstId, secondId), Math.max(firstId, secondId)];
  const [pair] = await rowsOf<{ number: string; other: string }>(
    db,
    sql`SELECT a.number, b.number AS other
      FROM likeness_pair l JOIN LATERAL (${side(actor, "l.first_id")}) a ON TRUE JOIN LATERAL (${side(actor, "l.second_id")}) b ON TRUE
      WHERE l.first_id = ${first} AND l.second_id = ${second} AND (a.mine OR b.mine)
        AND ((a.seen AND b.seen) OR l.told_certainty IS NOT NULL)`,
  );
  if (!pair) throw new Refusal("not-found");
  return { first, second, ...pair };
}

type Judged = Awaited<ReturnType<typeof requirePair>>;

/** One word on a pair in one transaction, with its line in the audit log; false when somebody had said it already. */
function judgePair(
  context: WriteContext,
  action: string,
  pair: { firstId: number; secondId: number },
  say: (db: Database, judged: Judged) => Promise<number>,
): Promise<boolean> {
  const { actor, now } = context;
  return database.$transaction((tx) => {
    const db = tx as unknown as Database;
    return once(db, context, action, async () => {
      const judged = await requirePair(db, actor, pair);
      if ((await say(db, judged)) === 0) return false;
      const line = {
        action,
        subjectKind: "project",
        subjectId: String(judged.first),
        subjectLabel: judged.number,
        after: { other: judged.other },
      };
      await appendAudit(db, actor, now, [line]);
      return true;
    });
  });
}

/** 不是同一项目. Remembered with who said so and why; saying it again changes nothing. */
export async function dismissDuplicate(
  context: WriteContext,
  { requestId, reason, ...given }: z.output<typeof dismissInput>,
): Promise<{ dismissed: boolean }> {
  const { actor, now } = context;
  const dismissed = await judgePair({ ...context, requestId }, "duplicate:dismiss", given, (db, pair) =>
    db.$executeRaw(
      sql`INSERT INTO likeness_dismissal (first_id, second_id, reason, dismissed_by_id, dismissed_at)
        VALUES (${pair.first}, ${pair.second}, ${reason}, ${actor.id}, ${now})
        ON CONFLICT (first_id, second_id) WHERE withdrawn_at IS NULL DO NOTHING`,
    ),
  );
  return { dismissed };
}

/** The word is taken back: the pair waits again. */
export async function restoreDuplicate(
  context: WriteContext,
  { requestId, ...pair }: z.output<typeof restoreInput>,
): Promise<{ restored: boolean }> {
  const { actor, now } = context;
  const asked = { ...context, requestId };
  const restored = await judgePair(asked, "duplicate:restore", pair, (db, { first, second }) =>
    db.$executeRaw(
      sql`UPDATE likeness_dismissal SET withdrawn_at = ${now}, withdrawn_by_id = ${actor.id}
        WHERE first_id = ${first} AND second_id = ${second} AND withdrawn_at IS NULL`,
    ),
  );
  return { restored };
}
