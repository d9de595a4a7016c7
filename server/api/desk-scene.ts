/** What the frame of every page shows: the district, and the stat month in force with its state. */
import "server-only";
import { MONTH_STATES } from "@/server/domain/month-states";
import { addMonths, dayOf, monthOfDay, type StatMonth } from "@/server/domain/periods";
import { type Actor, can } from "@/server/domain/permissions";
import { systemNow } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { firstOpenMonth, rulesInForce } from "@/server/record/load-rules";

/** The month in force: the first that is not closed, at the latest the present one. */
export async function monthInForce(): Promise<StatMonth> {
  const today = dayOf(systemNow());
  return Math.max(await firstOpenMonth(database, today), monthOfDay(today));
}

/** The month that ended last: what is reported on now. */
export const endedMonth = (): StatMonth => addMonths(monthOfDay(dayOf(systemNow())), -1);

export async function deskScene(
  actor: Actor,
): Promise<{ district: string; month: { month: StatMonth; state: string; href: string } | null }> {
  const rules = await rulesInForce(database, dayOf(systemNow()));
  if (!can(actor, "statistics:read")) return { district: rules.district.name, month: null };
  const month = await monthInForce();
  const row = await database.monthState.findUnique({ where: { month } });
  return {
    district: rules.district.name,
    month: {
      month,
      state: MONTH_STATES[(row?.state ?? "open") as keyof typeof MONTH_STATES] ?? MONTH_STATES.open,
      href: `/statistics?month=${month}`,
    },
  };
}
