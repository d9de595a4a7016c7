/** The rows behind a figure add up to it, for whoever asks. */
import { expect } from "vitest";
import type { SessionActor } from "@/server/accounts";
import type { Drill, MonthReport } from "@/server/contracts/statistics";
import { reportColumns } from "@/server/domain/statistics-columns";
import { drillFigure } from "@/server/statistics";
import { NOW } from "./little-district";

/** Seen and folded rows make the whole; of the folded ones sensitive leads are named without money, which no difference tells. */
function expectPartsAddUp({ visible, hidden, masked, total, rowKind }: Drill, label: string): void {
  const leads = masked.reduce((n, m) => n + m.count, 0);
  // Alone, they are told apart by their number only.
  const alone = hidden.count === 0;
  expect(visible.count + (alone ? leads : hidden.count), label).toBe(total.count);
  if (!alone || leads === 0) expect(visible.sum + hidden.sum, label).toBe(total.sum);
  if (!alone) expect(leads, label).toBeLessThan(hidden.count);
  if (rowKind !== "count")
    expect(
      masked.filter((m) => m.value !== null),
      label,
    ).toEqual([]);
}

/** Every figure of every row of the report is the sum of the rows that a click opens, also for 去年同期. */
export async function expectRowsAddUp(report: MonthReport, actor: SessionActor): Promise<void> {
  const whole = reportColumns(report.shape).filter(
    (c) => ["count", "amount", "usd"].includes(c.kind) && c.id !== "target",
  );
  for (const row of report.rows) {
    for (const column of whole) {
      const question = {
        month: report.month,
        cut: report.cut,
        indicator: "signedFen" as const,
        ...(report.knownOn === null ? {} : { knownOn: report.knownOn }),
        rowKey: row.key,
        column: column.id,
      };
      const drill = await drillFigure({ actor, now: NOW }, { ...question, offset: 0, limit: 200 });
      const label = `${row.name} ${column.id} ${actor.role}`;
      expect(drill.total.sum, label).toBe(row.values[column.id]);
      expectPartsAddUp(drill, label);
      expect(
        drill.rows.reduce((s, r) => s + r.value, 0),
        label,
      ).toBe(drill.visible.sum);
      expect(drill.rows, label).toHaveLength(drill.visible.count);
      const past = await drillFigure({ actor, now: NOW }, { ...question, side: "last", offset: 0, limit: 1 });
      expect(past.total.sum, `${label} 去年同期`).toBe(row.compared[column.id]?.last);
      expectPartsAddUp(past, `${label} 去年同期`);
    }
  }
}
