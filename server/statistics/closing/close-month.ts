/** Moving a month through its states, and closing it when the director and the statistician have signed the same figures. */
import "server-only";
import type { z } from "zod";
import type { moveMonth as moveInput, signMonth as signInput } from "@/server/contracts/month-close";
import type { Cut } from "@/server/contracts/statistics";
import {
  forbidsClosing,
  goesBack,
  type Hindrance,
  hasEnded,
  isClosed,
  isMonthState,
  isNextToClose,
  isSignedByBoth,
  type MonthState,
  mayMove,
  type Signature,
  type SigningPart,
  signingPartOf,
} from "@/server/domain/month-close";
import { MONTH_STATES } from "@/server/domain/month-states";
import { addMonths, dayOf, lastDayOf, monthOfDay, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { audited } from "@/server/record/audited";
import { rulesInForce } from "@/server/record/load-rules";
import type { WriteContext } from "@/server/record/record";
import { sumsWith } from "../month-sums";
import { reportContent } from "../report-scene";
import { closesInForce, lastClosed } from "./closes";
import { figuresDigest } from "./figures-digest";
import { earliestMonth, type Span } from "./freeze-month";
import { hindrancesOf } from "./hindrances";
import { copySpan, sealClose } from "./make-close";

/** The lock that approvals of ledger rows share (migration month_close); whoever moves a month has it alone. */
const MONTH_LOCK = 20_261_202;
/** Copying a month of a large bureau takes seconds; waiting for approvals on their way is part of it. */
export const PATIENCE = { maxWait: 10_000, timeout: 120_000 };

export async function stateOf(db: Database, month: StatMonth): Promise<MonthState> {
  const [row] = await rowsOf<{ state: string }>(
    db,
    sql`SELECT state FROM month_state WHERE month = ${month}`,
  );
  const state = row && isMonthState(row.state) ? row.state : "open";
  // The first close takes all before it along, whatever stood there.
  return !isClosed(state) && month <= lastClosed(await closesInForce(db)) ? "closed" : state;
}

/** How long approvals on their way are waited for. */
const LOCK_PATIENCE = "10s";
export async function lockMonths(db: Database): Promise<void> {
  await db.$executeRaw(sql`SELECT set_config('lock_timeout', ${LOCK_PATIENCE}, TRUE)`);
  await db.$executeRaw(sql`SELECT pg_advisory_xact_lock(${MONTH_LOCK})`);
  await db.$executeRaw(sql`SELECT set_config('lock_timeout', '0', TRUE)`);
}
const setState = (db: Database, months: readonly StatMonth[], state: MonthState, now: Date) =>
  db.$executeRaw(sql`INSERT INTO month_state (month, state, changed_at)
    SELECT unnest(${[...months]}::int[]), ${state}, ${now.toISOString()}::timestamptz
    ON CONFLICT (month) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at
      WHERE month_state.state NOT IN ('closed', 'reported') OR excluded.state = 'reported'`);

function requireSeen(seen: MonthState, now: MonthState): void {
  if (seen !== now)
    throw new Refusal("conflict", { message: `这个月现在是“${MONTH_STATES[now]}”，请核对后再操作` });
}

/** 截止, 审核, 已上报, or back a state with a reason. */
export function moveMonth(
  context: WriteContext,
  { month, from, to, reason }: z.output<typeof moveInput>,
): Promise<{ state: MonthState }> {
  return audited(context, async (db) => {
    await lockMonths(db);
    const state = await stateOf(db, month);
    if (state === to) return { answer: { state }, line: null };
    requireSeen(from, state);
    if (!mayMove(state, to)) throw new Refusal("bad-state");
    if (month > monthOfDay(dayOf(context.now))) throw refuseAt("bad-input", "month", "统计月不能晚于本月");
    if (!isClosed(state) && month < (await earliestMonth(db, monthOfDay(dayOf(context.now)))))
      throw refuseAt("bad-input", "month", "这个统计月没有任何数据");
    if (goesBack(state, to)) {
      if (reason === "") throw refuseAt("needs-reason", "reason");
      await db.$executeRaw(sql`DELETE FROM month_signature WHERE month = ${month}`);
    }
    await setState(db, [month], to, context.now);
    const line = { action: "month:move", subjectKind: "month", subjectId: String(month), before: { state } };
    return { answer: { state: to }, line: { ...line, after: { state: to, reason } } };
  });
}

export const signaturesOf = (db: Database, month: StatMonth): Promise<(Signature & { reason: string })[]> =>
  rowsOf(
    db,
    sql`SELECT part, account_id AS "accountId", name, figures, reason, to_char(signed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "signedAt"
      FROM month_signature WHERE month = ${month} ORDER BY signed_at`,
  );

/** A part signs once; signing again under other figures takes the place of the first. */
export const putSignature = (
  db: Database,
  { month, part, figures, reason }: { month: StatMonth; part: SigningPart; figures: string; reason: string },
  actor: Pick<Actor, "id" | "name">,
  now: Date,
): Promise<number> =>
  db.$executeRaw(sql`INSERT INTO month_signature (month, part, account_id, name, figures, reason, signed_at)
    VALUES (${month}, ${part}, ${actor.id}, ${actor.name}, ${figures}, ${reason}, ${now.toISOString()}::timestamptz)
    ON CONFLICT (month, part) DO UPDATE SET account_id = excluded.account_id, name = excluded.name,
      figures = excluded.figures, reason = excluded.reason, signed_at = excluded.signed_at`);

/** Everything that a signature rests on, as it is now. */
export async function signingScene(db: Database, month: StatMonth, now: Date) {
  const today = dayOf(now);
  const closes = await closesInForce(db);
  const closed = lastClosed(closes);
  const day = lastDayOf(month) < today ? lastDayOf(month) : today;
  const rules = await rulesInForce(db, day);
  const sumsOf = (cut: Cut) => sumsWith(db, closes, { month, cut, rules });
  const contentOf = async (cut: Cut) => reportContent(db, { month, cut, day }, await sumsOf(cut));
  return {
    closes,
    rules,
    next: isNextToClose(month, closed === 0 ? null : closed) ? null : addMonths(closed, 1),
    ended: hasEnded(month, monthOfDay(today), today === lastDayOf(month)),
    figures: await figuresDigest(contentOf),
    hindrances: await hindrancesOf(db, { month, now, rules }),
    signatures: await signaturesOf(db, month),
  };
}
type SigningScene = Awaited<ReturnType<typeof signingScene>>;

function requireClosable({ next, ended, hindrances }: SigningScene): void {
  if (!ended) throw new Refusal("bad-state", { message: "这个月还没有结束，不能关账" });
  if (next !== null)
    throw new Refusal("out-of-order", {
      message: `请按月关账：下一个该关的是${Math.trunc(next / 100)}年${next % 100}月`,
    });
  if (!forbidsClosing(hindrances)) return;
  const problems = hindrances
    .filter((h) => h.level === "error")
    .map((h) => ({ field: h.code, message: h.words }));
  throw new Refusal("gate-incomplete", { message: "体检有错误，不能关账", problems });
}

/** Signs the figures that the person has seen; the second signature closes the month. */
export function signMonth(
  context: WriteContext,
  { month, figures, reason }: z.output<typeof signInput>,
): Promise<{ closed: boolean; hash: string | null }> {
  const { actor, now } = context;
  const part = signingPartOf(actor.role);
  if (part === null) return Promise.reject(new Refusal("not-permitted"));
  return audited(
    context,
    async (db) => {
      await lockMonths(db);
      const state = await stateOf(db, month);
      if (state !== "review")
        throw new Refusal("bad-state", { message: `这个月现在是“${MONTH_STATES[state]}”，审核阶段才能签署` });
      const scene = await signingScene(db, month, now);
      requireClosable(scene);
      if (figures !== scene.figures)
        throw new Refusal("conflict", { message: "您查看之后数字有变化，请重新核对后再签署" });
      if (scene.hindrances.length > 0 && reason === "")
        throw refuseAt("needs-reason", "reason", "还有未处理的提醒，请填写照常关账的理由");
      await putSignature(db, { month, part, figures, reason }, actor, now);
      const signatures = await signaturesOf(db, month);
      const hash = isSignedByBoth(signatures, figures)
        ? await close(db, month, { ...scene, signatures }, now)
        : null;
      return {
        answer: { closed: hash !== null, hash },
        line: {
          action: hash === null ? "month:sign" : "month:close",
          subjectKind: "month",
          subjectId: String(month),
          after: { part, figures, reason, hash },
        },
      };
    },
    "",
    PATIENCE,
  );
}

const wanting = (hindrances: readonly Hindrance[], signatures: readonly { part: string; reason: string }[]) =>
  hindrances.map(({ code, words }) => ({
    code,
    words,
    reasons: signatures.flatMap((s) => (s.reason === "" ? [] : [{ part: s.part, reason: s.reason }])),
  }));

async function close(db: Database, month: StatMonth, scene: SigningScene, now: Date): Promise<string> {
  const { closes, rules, figures, signatures, hindrances } = scene;
  const closed = lastClosed(closes);
  const firstMonth = closed === 0 ? await earliestMonth(db, month) : addMonths(closed, 1);
  const span: Span = { month, firstMonth, closes, rules };
  const copy = await copySpan(db, span, 1);
  // Closed months and adjustments together are a recount: what is sealed is what was signed, to the last fen.
  if ((await figuresDigest(copy.contentOf)) !== figures)
    throw new Error(`the copy of ${month} differs from its figures`);
  const warnings = wanting(hindrances, signatures);
  const hash = await sealClose(db, copy, { reason: "", signatures, warnings, at: now });
  const months = await rowsOf<{ month: number }>(
    db,
    sql`SELECT DISTINCT stat_month AS month FROM month_close_row WHERE close_id = ${copy.close.id} AND stat_month % 100 <> 0`,
  );
  await setState(db, [...new Set([month, ...months.map((m) => m.month)])], "closed", now);
  await db.$executeRaw(sql`DELETE FROM month_signature WHERE month = ${month}`);
  return hash;
}
