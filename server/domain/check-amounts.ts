/** Amounts of a project as somebody gives them: whole, not negative, not absurd, and not slipped between 万元 and 亿元. Pure. */
import { MOST_PROJECT_FEN } from "./amounts";
import type { Basics, BasicsPatch } from "./project-facts";
import { Refusal, refuseAt } from "./refusals";
import { DETAIL_FIELDS, PROJECT_FIELDS, type Rules } from "./rules";

/** Amounts must be positive; an amount many times the plan asks for a reason: a slip between 万元 and 亿元. */
export function checkAmounts(
  patch: BasicsPatch,
  details: Record<string, unknown>,
  basics: Basics,
  rules: Rules,
  reason: string,
): void {
  const all: Record<string, unknown> = { ...patch, ...details };
  for (const [field, value] of Object.entries(all)) {
    if (!field.endsWith("Fen") || value === null || value === undefined) continue;
    const label =
      (PROJECT_FIELDS as Record<string, { label: string }>)[field]?.label ??
      (DETAIL_FIELDS as Record<string, { label: string }>)[field]?.label ??
      "金额";
    if (typeof value !== "number" || !Number.isSafeInteger(value)) throw refuseAt("bad-amount", field);
    if (value < 0) throw refuseAt("bad-amount", field, `${label}不能为负数`);
    const yardstick =
      field === "plannedTotalFen"
        ? basics.intendedFen
        : (patch.plannedTotalFen ?? basics.plannedTotalFen ?? basics.intendedFen);
    const judged = yardstick && field !== "intendedFen" && !reason.trim();
    if (judged && value >= yardstick * rules.thresholds.unitSlipMultiple) {
      const message = `${label}达到计划的 ${Math.floor(value / yardstick)} 倍，疑似万元/亿元填错；确认无误请填写原因`;
      throw new Refusal("unit-slip", {
        message,
        problems: [
          { field, message },
          { field: "reason", message: "请说明原因" },
        ],
      });
    }
    if (value > MOST_PROJECT_FEN) throw refuseAt("bad-amount", field, `${label}超出合理范围`);
  }
  const merged = { ...basics, ...patch };
  if (merged.plannedFixedFen && merged.plannedTotalFen && merged.plannedFixedFen > merged.plannedTotalFen) {
    throw refuseAt("bad-amount", "plannedFixedFen", "固定资产投资不能大于计划总投资");
  }
}
