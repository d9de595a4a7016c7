/** A figure of the report as the screen shows it. */
import { formatAmount, formatCount, formatPercent, NONE, type ScreenUnit } from "@/components/shared/format";
import { formatFen } from "@/server/domain/amounts";
import type { FigureKind, FigureValue } from "@/server/domain/statistics-columns";

/** "—" where there is none. Dollars are cents inside and 万美元 on screen. */
export function figureText(kind: FigureKind, value: FigureValue, unit: ScreenUnit): string {
  if (value === null) return NONE;
  switch (kind) {
    case "amount":
      return formatAmount(Number(value), unit);
    case "usd":
      return formatFen(Number(value), "wan", 2);
    case "percent":
      return formatPercent(String(value)).replace(/%$/, "");
    case "points":
      return formatPercent(String(value), { signed: true }).replace(/%$/, "");
    default:
      return formatCount(Number(value));
  }
}
