import { dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";

const SHANGHAI_TIME = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

/** Who exported and when, as it stands at the foot of every printed page. */
export const watermarkOf = (actor: Pick<Actor, "name">, now: Date): string =>
  `${actor.name} 导出于 ${dayOf(now)} ${SHANGHAI_TIME.format(now)} · 内部资料，请勿外传`;
