/** A figure of the report as the screen shows it, and its name. */
import { formatAmount, formatCount, formatPercent, NONE, type ScreenUnit } from "@/components/shared/format";
import type { FigureKind, FigureValue } from "@/server/domain/statistics-columns";
import type { FigurePlace } from "./figure-places";

/** "—" where there is none. Dollars are cents inside and 万美元 on screen. */
export function figureText(kind: FigureKind, value: FigureValue, unit: ScreenUnit): string {
  if (value === null) return NONE;
  switch (kind) {
    case "amount":
      return formatAmount(Number(value), unit);
    case "usd":
      return formatAmount(Number(value), "wan");
    case "percent":
      return formatPercent(String(value)).replace(/%$/, "");
    case "points":
      return formatPercent(String(value), { signed: true }).replace(/%$/, "");
    default:
      return formatCount(Number(value));
  }
}

/** 签约项目 累计金额 上年同期: what a screen reader says before the figure. */
export const figureName = ({ column, sideName }: Pick<FigurePlace, "column" | "sideName">): string =>
  [column.group, column.header, sideName].filter(Boolean).join(" ");
