/** 冲减 and 补报: an approved row is never changed; a signed row that points at it carries the difference. Pure. */
import { divideHalfUp, type Fen, sumFen } from "./amounts";
import type { EntryState } from "./ledger-entries";
import { entryAmountFen, splitArrival } from "./ledger-entries";
import type { AgreementRow, ArrivalRow, InvestmentRow, Ledger, LedgerRows } from "./project-facts";
import { Refusal, refuseAt } from "./refusals";

/** Signed differences. `amountFen` is in the original currency × 100 for an arrival in foreign currency. */
export interface Difference {
  amountFen: Fen;
  /** By part, when the corrected investment has parts. */
  parts?: { constructionFen: Fen; installationFen: Fen; equipmentFen: Fen; otherFen: Fen } | undefined;
}

/** Original currency × 100 → fen. `rateMicro` is fen per one unit × 10^6, so cents × rate ÷ 10^8, half-up. */
export const toRmbFen = (originalCents: number, rateMicro: number): Fen =>
  Number(divideHalfUp(BigInt(originalCents) * BigInt(rateMicro), 100_000_000n));

function arrivalDifference(row: ArrivalRow, cents: number, homeProvince: string, note: string): ArrivalRow {
  // The original's own rate, also when the table of rates has changed since.
  const amountFen = Number(divideHalfUp(BigInt(row.amountFen) * BigInt(cents), BigInt(row.originalCents)));
  return {
    ...row,
    originalCents: cents,
    amountFen,
    ...splitArrival(amountFen, row.sourceProvince, homeProvince),
    // The voucher stays with the row that it proves.
    voucherNumber: "",
    note,
  };
}

function investmentDifference(row: InvestmentRow, difference: Difference, note: string): InvestmentRow {
  const hasParts = row.constructionFen !== null;
  if (!hasParts) return { ...row, totalFen: difference.amountFen, note };
  if (!difference.parts) throw refuseAt("bad-amount", "totalFen", "请按构成填写冲减或补报的金额");
  return { ...row, ...difference.parts, totalFen: sumFen(Object.values(difference.parts)), note };
}

/** The row that corrects an approved one. `earlierFen` is the sum of its other corrections that still stand. */
export function correctionRow<L extends Ledger>(
  original: EntryState<L>,
  difference: Difference,
  earlierFen: Fen,
  scene: { homeProvince: string; note: string },
): LedgerRows[L] {
  if (original.status !== "approved")
    throw new Refusal("bad-state", { message: "只有已通过的记录需要冲减或补报" });
  if (original.correctionOfId !== null) throw new Refusal("bad-state", { message: "请对原记录冲减或补报" });
  const { ledger } = original;
  const row: LedgerRows[Ledger] =
    ledger === "arrival"
      ? arrivalDifference(original.row as ArrivalRow, difference.amountFen, scene.homeProvince, scene.note)
      : ledger === "investment"
        ? investmentDifference(original.row as InvestmentRow, difference, scene.note)
        : {
            ...(original.row as AgreementRow),
            amountFen: difference.amountFen,
            agreedOutsideFen: null,
            note: scene.note,
          };
  const left = sumFen([entryAmountFen(ledger, original.row), earlierFen, entryAmountFen(ledger, row)]);
  if (left < 0) {
    throw refuseAt(
      "bad-amount",
      ledger === "investment" ? "totalFen" : "amountFen",
      "冲减不能超过原记录现有金额",
    );
  }
  return row as LedgerRows[L];
}
