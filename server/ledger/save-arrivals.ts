/** 登记到位资金: one voucher, one row; foreign money at the rate of its month; split by where the payer is registered. */
import "server-only";
import type { z } from "zod";
import { CURRENCIES, type saveArrivals as input, sourcePlaceOf } from "@/server/contracts/ledger";
import { toRmbFen } from "@/server/domain/ledger-corrections";
import { noteWithReason, splitArrival } from "@/server/domain/ledger-entries";
import { type Day, monthLabel, monthOfDay } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { ArrivalRow } from "@/server/domain/project-facts";
import { refuseAt } from "@/server/domain/refusals";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { projectsFor } from "@/server/projects";
import type { WriteContext } from "@/server/record/record";
import { voucherKeyOf } from "@/server/record/save-entries";
import { keyOf, loadEntries, type StoredEntry } from "./load-entries";
import { type WrittenEntries, writeDrafts } from "./write-drafts";

type Input = z.output<typeof input>;
type InputRow = Input["rows"][number];

type Rates = Map<string, number>;
const rateKey = (currency: string, day: Day) => `${currency}/${monthOfDay(day)}`;

async function ratesFor(db: Database, rows: readonly InputRow[]): Promise<Rates> {
  const currencies = [...new Set(rows.map((r) => r.currency).filter((c) => c !== "CNY"))];
  if (currencies.length === 0) return new Map();
  const found = await rowsOf<{ currency: string; month: number; rate: number }>(
    db,
    sql`SELECT currency, month, rate_micro AS rate FROM exchange_rate WHERE currency = ANY(${currencies})`,
  );
  return new Map(found.map((r) => [`${r.currency}/${r.month}`, r.rate]));
}

/** The row as the ledger keeps it; null when its month has no rate. */
function arrivalRow(row: InputRow, rates: Rates, homeProvince: string): ArrivalRow | null {
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

interface Taken {
  id: number;
  voucher_key: string;
  name: string;
  arrived_on: Day;
  visible: boolean;
}

/** Live rows, whoever entered them, that already stand on one of these vouchers. */
async function takenVouchers(
  db: Database,
  actor: Actor,
  rows: readonly (ArrivalRow | null)[],
): Promise<Map<string, Taken>> {
  const keys = rows.flatMap((row) => (row && voucherKeyOf(row)) ?? []);
  if (keys.length === 0) return new Map();
  const taken = await rowsOf<Taken>(
    db,
    sql`SELECT e.id, e.voucher_key, p.name, e.arrived_on::text, ${projectsFor(actor, "entry:read")} AS visible
      FROM arrival e JOIN project p ON p.id = e.project_id WHERE e.voucher_key = ANY(${keys}) AND e.voided_at IS NULL`,
  );
  return new Map(taken.map((t) => [t.voucher_key, t]));
}

function refuseSecondUse(
  row: ArrivalRow,
  own: InputRow,
  taken: Map<string, Taken>,
  before: Set<string>,
): void {
  const key = voucherKeyOf(row);
  if (key === null) return;
  if (before.has(key)) throw refuseAt("duplicate", "voucherNumber", "同一凭证在本次填报中出现了两次");
  before.add(key);
  const other = taken.get(key);
  if (!other || other.id === own.id) return;
  const where = other.visible ? `：${other.name}，${other.arrived_on}` : "";
  throw refuseAt("duplicate", "voucherNumber", `该凭证（号、日期、金额）已登记过${where}`);
}

export function saveArrivals(
  context: WriteContext,
  { requestId, submit, rows }: Input,
): Promise<WrittenEntries> {
  return writeDrafts<"arrival", InputRow>(context, {
    ledger: "arrival",
    requestId,
    submit,
    rows,
    async prepare({ db, rules, today }) {
      const refs = rows.flatMap(({ id }) => (id === null ? [] : [{ ledger: "arrival" as const, id }]));
      const present = await loadEntries(db, refs);
      const rates = await ratesFor(db, rows);
      const built = rows.map((row) => arrivalRow(row, rates, rules.district.homeProvince));
      const taken = await takenVouchers(db, context.actor, built);
      const before = new Set<string>();
      return (given, index) => {
        if (given.arrivedOn > today) throw refuseAt("future-day", "arrivedOn");
        const row = built[index];
        if (!row) {
          const month = monthLabel(monthOfDay(given.arrivedOn));
          throw refuseAt(
            "bad-input",
            "currency",
            `${month}没有${CURRENCIES[given.currency]}汇率，请先由统计在 管理 → 汇率 录入`,
          );
        }
        refuseSecondUse(row, given, taken, before);
        const entry = given.id === null ? null : present.get(keyOf({ ledger: "arrival", id: given.id }));
        const own = entry?.projectId === given.projectId ? (entry as StoredEntry<"arrival">) : null;
        return { present: own, row, correctionOfId: own?.correctionOfId ?? null, reason: given.reason };
      };
    },
  });
}
