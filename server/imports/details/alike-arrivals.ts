/** Arrivals that may be one although no voucher says so: by day, amount and payer, or by a voucher number on two days. */
import "server-only";
import type { Day } from "@/server/domain/periods";
import type { ArrivalRow } from "@/server/domain/project-facts";
import { type Database, rowsOf, sql } from "@/server/platform/database";

type Plain = Pick<ArrivalRow, "arrivedOn" | "amountFen" | "payerName">;

/** Arrivals without a voucher number are one by project, day, amount and payer. */
export const plainKey = (projectId: number, { arrivedOn, amountFen, payerName }: Plain): string =>
  JSON.stringify([projectId, arrivedOn, amountFen, payerName]);
const numberKey = (projectId: number, number: string): string => `${projectId}/${number}`;

/** What the ledger, and the rows further up, hold of these projects. */
export class AlikeArrivals {
  /** Plain key → voucher number, "" without one. */
  readonly #plain = new Map<string, string>();
  /** Project and voucher number → day. */
  readonly #numbers = new Map<string, Day>();

  static async of(db: Database, projectIds: readonly number[]): Promise<AlikeArrivals> {
    const rows = await rowsOf<Plain & { projectId: number; voucherNumber: string }>(
      db,
      sql`SELECT project_id AS "projectId", arrived_on::text AS "arrivedOn", amount_fen AS "amountFen", payer_name AS "payerName",
          voucher_number AS "voucherNumber"
        FROM arrival WHERE project_id = ANY(${[...projectIds]}) AND NOT opening AND voided_at IS NULL`,
    );
    const alike = new AlikeArrivals();
    for (const row of rows) alike.add(row.projectId, row);
    return alike;
  }

  add(projectId: number, entry: Plain & { voucherNumber: string }): void {
    const key = plainKey(projectId, entry);
    // One without a number is the one that another without a number repeats.
    if (this.#plain.get(key) !== "") this.#plain.set(key, entry.voucherNumber);
    if (entry.voucherNumber !== "")
      this.#numbers.set(numberKey(projectId, entry.voucherNumber), entry.arrivedOn);
  }

  /** Whether the very same arrival stands there, neither with a voucher number. */
  holds(projectId: number, entry: Plain): boolean {
    return this.#plain.get(plainKey(projectId, entry)) === "";
  }

  /** Why the entry may be one that is there; null when nothing speaks for it. */
  whyAlike(projectId: number, entry: Plain & { voucherNumber: string }): string | null {
    const known = this.#plain.get(plainKey(projectId, entry));
    // Two vouchers of one day and one amount are two payments.
    if (known !== undefined && (known === "" || entry.voucherNumber === ""))
      return `这个项目已有同日、同额、同一付款方的一笔${known ? `（凭证号 ${known}）` : "（没有凭证号）"}，可能是同一笔`;
    const day = this.#numbers.get(numberKey(projectId, entry.voucherNumber));
    return day === undefined || day === entry.arrivedOn
      ? null
      : `凭证号 ${entry.voucherNumber} 已用于 ${day} 的一笔，可能是同一笔`;
  }
}
