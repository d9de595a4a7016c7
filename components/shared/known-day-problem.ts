/** What is wrong with the 时点 of an address. Pure. */
import { addDays, type Day, isDay } from "@/server/domain/periods";

/** Why a day of an address cannot be looked at; null: it can, or there is none. */
export function knownDayProblem(text: string | null, today: Day): string | null {
  if (text === null || text === "") return null;
  if (!isDay(text)) return `“${text.slice(0, 20)}”不是有效的日期，应写作 ${addDays(today, -1)} 这样。`;
  if (text < today) return null;
  return text === today ? "今天还没有结束，时点须早于今天。" : `${text} 还没有到，时点须早于今天。`;
}
