/**
 * 重述: a closed month and every later closed one are copied anew, as a further version each, when the director and the
 * statistician have signed what they would say. What stood before stays printable.
 */
import "server-only";
import type { z } from "zod";
import type { restateMonth as input } from "@/server/contracts/month-close";
import type { Cut } from "@/server/contracts/statistics";
import { isSignedByBoth, signingPartOf } from "@/server/domain/month-close";
import { lastDayOf, type StatMonth } from "@/server/domain/periods";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, sql } from "@/server/platform/database";
import { audited } from "@/server/record/audited";
import type { WriteContext } from "@/server/record/record";
import { sumsWith } from "../month-sums";
import { type ReportContent, reportContent } from "../report-scene";
import { lockMonths, PATIENCE, putSignature, signaturesOf } from "./close-month";
import { closedContent } from "./closed-report";
import { type Close, closesInForce } from "./closes";
import { figuresDigest } from "./figures-digest";
import { copySpan, sealClose } from "./make-close";

/** What a close would say if it were made today: the closes before it stand, and its own months are counted anew. */
export interface Restatement {
  close: Close;
  before: Close[];
  later: Close[];
  contentOf: (cut: Cut) => Promise<ReportContent>;
  /** Digest of what it would say. */
  figures: string;
  /** Whether that differs from what it says. */
  differs: boolean;
}

/** Null for a month that was not closed by itself. */
export async function restatementOf(db: Database, month: StatMonth): Promise<Restatement | null> {
  const closes = await closesInForce(db);
  const close = closes.find((c) => c.month === month);
  if (!close) return null;
  const before = closes.filter((c) => c.month < month);
  const contentOf = async (cut: Cut) =>
    reportContent(
      db,
      { month, cut, day: lastDayOf(month) },
      await sumsWith(db, before, { month, cut, rules: close.rules }),
    );
  const figures = await figuresDigest(contentOf);
  const said = await figuresDigest((cut) => closedContent(db, close.id, cut));
  return {
    close,
    before,
    later: closes.filter((c) => c.month > month),
    contentOf,
    figures,
    differs: figures !== said,
  };
}

/** Signs that the month be restated; the second signature restates it and every later closed month. */
export function restateMonth(
  context: WriteContext,
  { month, figures, reason }: z.output<typeof input>,
): Promise<{ restated: number }> {
  const { actor, now } = context;
  const part = signingPartOf(actor.role);
  if (part === null) return Promise.reject(new Refusal("not-permitted"));
  return audited(
    context,
    async (db) => {
      await lockMonths(db);
      const scene = await restatementOf(db, month);
      if (!scene) throw new Refusal("bad-state", { message: "这个月没有单独关过账，不能重述" });
      if (!scene.differs) throw new Refusal("bad-state", { message: "现在的数字与关账时相同，不需要重述" });
      if (figures !== scene.figures)
        throw new Refusal("conflict", { message: "您查看之后数字有变化，请重新核对后再签署" });
      if (reason === "") throw refuseAt("needs-reason", "reason");
      await putSignature(db, { month, part, figures, reason }, actor, now);
      const signatures = await signaturesOf(db, month);
      const both = isSignedByBoth(signatures, figures);
      const restated = both ? await closeAnew(db, scene, signatures, now) : 0;
      return {
        answer: { restated },
        line: {
          action: both ? "month:restate" : "month:sign-restatement",
          subjectKind: "month",
          subjectId: String(month),
          after: { part, figures, reason },
        },
      };
    },
    "",
    PATIENCE,
  );
}

type Signatures = Awaited<ReturnType<typeof signaturesOf>>;

async function closeAnew(
  db: Database,
  scene: Restatement,
  signatures: Signatures,
  now: Date,
): Promise<number> {
  const spans = [scene.close, ...scene.later];
  const reason = [...new Set(signatures.map((s) => s.reason))].join("；");
  let closes = scene.before;
  for (const { month, firstMonth, rules, version } of spans) {
    const copy = await copySpan(db, { month, firstMonth, closes, rules }, version + 1);
    await sealClose(db, copy, { reason, signatures, warnings: [], at: now });
    closes = [...closes, copy.close];
  }
  await db.$executeRaw(sql`DELETE FROM month_signature WHERE month = ${scene.close.month}`);
  return spans.length;
}
