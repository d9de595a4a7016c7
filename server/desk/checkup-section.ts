/** 数据体检: errors in the data that this person can see, by check, as the worker last found them. */
import "server-only";
import { checkOf } from "@/server/domain/checkup";
import { type Actor, can } from "@/server/domain/permissions";
import { errorsOf } from "@/server/statistics";
import type { DeskSection } from "./desk-line";

/** Nothing where nothing is wrong: a desk is no list of what is in order. */
export async function checkupSection(actor: Actor): Promise<DeskSection[]> {
  if (!can(actor, "checkup:read")) return [];
  const errors = await errorsOf(actor);
  const total = errors.reduce((sum, { open }) => sum + open, 0);
  if (total === 0) return [];
  const lines = errors.map(({ check, open, oldest }) => ({
    key: `checkup:${check}`,
    href: `/statistics/checkup?check=${check}`,
    title: checkOf(check).name,
    chainHue: null,
    detail: `${open} 处错误`,
    who: "",
    on: oldest,
    amountFen: null,
    light: null,
  }));
  return [
    { id: "checkup", title: "数据体检", empty: "", total, href: "/statistics/checkup?level=error", lines },
  ];
}
