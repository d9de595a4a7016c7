/** What is given of an arrival → the row that the ledger keeps: converted, split, and looked up by its voucher. */
import "server-only";
import type { z } from "zod";
import { CURRENCIES, type saveArrivals, sourcePlaceOf } from "@/server/contracts/ledger";
import { toRmbFen } from "@/server/domain/ledger-corrections";
import { noteWithReason, splitArrival } from "@/server/domain/ledger-entries";
import { type Day, monthLabel, monthOfDay } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { ArrivalRow } from "@/server/domain/project-facts";
import { type Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { projectsFor } from "@/server/projects";
import { voucherKeyOf } from "@/server/record/save-entries";

export type ArrivalGiven = z.output<typeof saveArrivals>["rows"][number];

export type Rates = Map<string, number>;
const rateKey = (currency: string, day: Day) => `${currency}/${monthOfDay(day)}`;

export async function ratesFor(db: Database, rows: readonly ArrivalGiven[]): Promise<Rates> {
  const currencies = [...new Set(rows.map((r) => r.currency).filter((c) => c !== "CNY"))];
  if (currencies.length === 0) return new Map();
  const found = await rowsOf<{ currency: string; month: number; rate: number }>(
    db,
    sql`SELECT currency, month, rate_micro AS rate FROM exchange_rate WHERE currency = ANY(${currencies})`,
  );
  return new Map(found.map((r) => [`${r.currency}/${r.month}`, r.rate]));
}

/** The row as the ledger keeps it; null when its month has no rate. */
export function arrivalRow(row: ArrivalGiven, rates: Rates, homeProvince: string): ArrivalRow | null {
  const { arrivedOn, payerName, currency, originalCents, useKind, voucherKind, voucherNumber } = row;
  const rate = currency === "CNY" ? null : rates.get(rateKey(currency, arrivedOn));
  if (rate === undefined) return null;
  const amountFen = rate === null ? originalCents : toRmbFen(originalCents, rate);
  const sourceProvince = sourcePlaceOf(row.sourceProvince) ?? row.sourceProvince;
  const note = noteWithReason(row.note, row.reason);
  const split = splitArrival(amountFen, sourceProvince, homeProvince);
  return {
    arrivedOn,
    payerName,
    sourceProvince,
    currency,
    originalCents,
    amountFen,
    ...split,
    useKind,
    voucherKind,
    voucherNumber,
    note,
  };
}

export interface TakenVoucher {
  id: number;
  project_id: number;
  voucher_key: string;
  name: string;
  arrived_on: Day;
  visible: boolean;
}

/** Live rows, whoever entered them, that already stand on one of these vouchers. */
export async function takenVouchers(
  db: Database,
  actor: Actor,
  rows: readonly (ArrivalRow | null)[],
): Promise<Map<string, TakenVoucher>> {
  const keys = rows.flatMap((row) => (row && voucherKeyOf(row)) ?? []);
  if (keys.length === 0) return new Map();
  const taken = await rowsOf<TakenVoucher>(
    db,
    sql`SELECT e.id, e.project_id, e.voucher_key, p.name, e.arrived_on::text, ${projectsFor(actor, "entry:read")} AS visible
      FROM arrival e JOIN project p ON p.id = e.project_id WHERE e.voucher_key = ANY(${keys}) AND e.voided_at IS NULL`,
  );
  return new Map(taken.map((t) => [t.voucher_key, t]));
}

export const noRate = ({ arrivedOn, currency }: Pick<ArrivalGiven, "arrivedOn" | "currency">): Refusal =>
  refuseAt(
    "bad-input",
    "currency",
    `${monthLabel(monthOfDay(arrivedOn))}没有${CURRENCIES[currency]}汇率，请先由统计在 管理 → 汇率 录入`,
  );
