/** Which rows of the ledgers stand on a paper of their own. */
import type { Ledger } from "./project-facts";

export interface PaperedEntry {
  ledger: Ledger;
  correctionOfId: number | null;
  /** Taken over from an imported ledger as a year-to-date amount: it has no voucher. */
  opening: boolean;
}

/**
 * An arrival is one voucher, so it needs a paper that is attached to that very row: what hangs on the project proves
 * none of its vouchers in particular. A correction leans on the voucher of the row that it corrects.
 */
export const needsOwnPaper = ({ ledger, correctionOfId, opening }: PaperedEntry): boolean =>
  ledger === "arrival" && correctionOfId === null && !opening;

export const lacksPaper = (entry: PaperedEntry, ownPapers: number): boolean =>
  needsOwnPaper(entry) && ownPapers === 0;

/** How a voucher is called where several are listed: "银行进账单 JZ-12（2026-10-12）". */
export const voucherName = (row: { voucherKind: string; voucherNumber: string; arrivedOn: string }): string =>
  `${[row.voucherKind, row.voucherNumber].filter(Boolean).join(" ") || "凭证"}（${row.arrivedOn}）`;
