/**
 * What people of the demo district got wrong, as people do, so that 数据体检 has something to show: a filed total with two digits
 * exchanged, and a voucher that was sent in a second time. No total of a month counts any of it twice.
 */
import { slipBetween } from "@/server/domain/amount-slips";
import { draftEntry, submitEntry } from "@/server/domain/ledger-entries";
import type { Day } from "@/server/domain/periods";
import { editBasics } from "@/server/domain/pipeline";
import { transpositions } from "@/server/domain/printed-figures";
import type { ArrivalRow } from "@/server/domain/project-facts";
import { startingRules as rules } from "@/server/domain/rules";
import type { Database } from "@/server/platform/database";
import { reserveIds, rowsOf, sql } from "@/server/platform/database";
import { Affairs, workingDaysBefore } from "./affairs";
import { person } from "./bureau-people";

const held = sql`p.owner_id = ${person("keyuan").id}`;

/** 6793 became 6973 when the filing certificate was copied. */
async function turnDigits(affairs: Affairs, today: Day): Promise<void> {
  const day = workingDaysBefore(today, 3);
  const filed = sql`${held} AND p.filed_total_fen > 0 AND p.filed_total_fen = p.planned_total_fen
    AND length(rtrim(p.filed_total_fen::text, '0')) >= 3`;
  for (const project of await affairs.about(filed, day, 5)) {
    const right = project.state.basics.filedTotalFen ?? 0;
    const wrong = transpositions(String(right))
      .map(Number)
      .find((fen) => slipBetween(right, fen) === "digits" && fen < right * 2 && fen > right / 2);
    if (wrong === undefined) continue;
    project.add(
      editBasics(project.state, { filedTotalFen: wrong }, rules, "按备案证补录"),
      "keyuan",
      day,
      720,
    );
    return affairs.store([project]);
  }
}

/** The voucher of another project's arrival, typed with a hyphen; it waits for review. */
async function sendTwice(affairs: Affairs, today: Day): Promise<void> {
  const day = workingDaysBefore(today, 1);
  const [voucher] = await rowsOf<ArrivalRow & { projectId: number }>(
    affairs.db,
    sql`SELECT a.project_id AS "projectId", a.arrived_on::text AS "arrivedOn", a.payer_name AS "payerName", a.source_province AS "sourceProvince",
        a.currency, a.original_cents AS "originalCents", a.amount_fen AS "amountFen", a.outside_fen AS "outsideFen",
        a.inside_fen AS "insideFen", a.foreign_fen AS "foreignFen", a.use_kind AS "useKind", a.voucher_kind AS "voucherKind",
        a.voucher_number AS "voucherNumber", '' AS note
      FROM arrival a WHERE a.status = 'approved' AND a.voided_at IS NULL AND a.currency = 'CNY' AND a.correction_of_id IS NULL
        AND NOT a.opening AND a.voucher_number <> '' AND NOT EXISTS (SELECT 1 FROM arrival k WHERE k.correction_of_id = a.id)
      ORDER BY a.arrived_on DESC, a.id DESC LIMIT 1`,
  );
  if (!voucher) return;
  const { projectId, ...copied } = voucher;
  const signed = sql`${held} AND p.contract_on <= ${copied.arrivedOn}::date AND p.id <> ${projectId}`;
  const [project] = await affairs.about(signed, day, 1);
  if (!project) return;
  const [id = 0] = await reserveIds(affairs.db, "arrival", 1);
  const row: ArrivalRow = { ...copied, voucherNumber: copied.voucherNumber.replace(/(\d{8})/, "$1-") };
  const by = person("keyuan").id;
  const context = { rules, today: day, firstOpenMonth: 190001, actorId: by, reason: "据实登记" };
  const drafted = draftEntry(project.state, { ledger: "arrival", id, present: null }, row, null, context);
  const entry = {
    ledger: "arrival" as const,
    id,
    status: "draft" as const,
    row,
    recordedById: by,
    authorIds: [by],
    submittedById: null,
    correctionOfId: null,
    version: 1,
  };
  project.add([...drafted, ...submitEntry(project.state, entry, context)], "keyuan", day, 740);
  await affairs.store([project]);
}

/** Adds them to a stored district; a small one may lack projects for some. Gives how many projects it chose. */
export async function storeOddities(db: Database, today: Day): Promise<number> {
  const affairs = new Affairs(db);
  await turnDigits(affairs, today);
  await sendTwice(affairs, today);
  return affairs.told.length;
}
