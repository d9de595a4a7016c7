/** 登记到位资金: one voucher, one row; foreign money at the rate of its month; split by where the payer is registered. */
import "server-only";
import type { z } from "zod";
import type { saveArrivals as input } from "@/server/contracts/ledger";
import type { ArrivalRow } from "@/server/domain/project-facts";
import { refuseAt } from "@/server/domain/refusals";
import type { WriteContext } from "@/server/record/record";
import { voucherKeyOf } from "@/server/record/save-entries";
import { arrivalRow, noRate, ratesFor, type TakenVoucher, takenVouchers } from "./arrival-rows";
import { keyOf, loadEntries, type StoredEntry } from "./load-entries";
import { type WrittenEntries, writeDrafts } from "./write-drafts";

type Input = z.output<typeof input>;
type InputRow = Input["rows"][number];

function refuseSecondUse(
  row: ArrivalRow,
  own: InputRow,
  taken: Map<string, TakenVoucher>,
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
        if (!row) throw noRate(given);
        refuseSecondUse(row, given, taken, before);
        const entry = given.id === null ? null : present.get(keyOf({ ledger: "arrival", id: given.id }));
        const own = entry?.projectId === given.projectId ? (entry as StoredEntry<"arrival">) : null;
        return { present: own, row, correctionOfId: own?.correctionOfId ?? null, reason: given.reason };
      };
    },
  });
}
