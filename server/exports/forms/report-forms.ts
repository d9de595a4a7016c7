/** 月报表 and 项目台账 on their own: the same sheets as in the month's workbook. */
import "server-only";
import { dayOf, monthLabel, monthOfDay, yearStart } from "@/server/domain/periods";
import { monthReport } from "@/server/statistics";
import { ledgerSheet } from "../ledger-sheet-rows";
import { countLedgerRows } from "../project-ledger-query";
import { reportSheet } from "../report-sheet";
import type { Sheet } from "../xlsx/write-workbook";
import { type FormScene, reporter } from "./form-scene";

const monthOf = ({ choice, now }: FormScene) => choice.month ?? monthOfDay(dayOf(now));

export async function monthForm(scene: FormScene): Promise<Sheet[]> {
  const { now, choice, watermark } = scene;
  const report = await monthReport(
    { now },
    { month: monthOf(scene), cut: choice.cut, indicator: "outsideFen" },
  );
  return [reportSheet(report, watermark)];
}

export async function ledgerForm(scene: FormScene): Promise<Sheet[]> {
  const { actor, now, choice, rules, watermark } = scene;
  const month = monthOf(scene);
  const filter = { off: "any" as const, chainIds: choice.chainIds };
  const total = await countLedgerRows(actor, filter, now);
  return [
    ledgerSheet({
      title: `${rules.district.name}招商引资项目台账`,
      note: `${reporter(scene)}　单位：万元　共 ${total} 个项目（含搁置、终止、流失）；到位资金与固投计至${monthLabel(month)}（本年指${monthLabel(month, yearStart(month))}），其余为${dayOf(now)}情况；线索的计划总投资为意向投资额　${watermark}`,
      actor,
      filter,
      now,
      through: month,
      onRows: (n) => scene.onRows(n, total),
    }),
  ];
}
