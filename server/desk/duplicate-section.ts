/** Pairs that may be one project and wait for somebody to say so. */
import "server-only";
import { type Actor, can } from "@/server/domain/permissions";
import { listDuplicates } from "@/server/projects/duplicate-pairs";
import { type DeskSection, SHOWN } from "./desk-line";

const HREF = "/projects/duplicates";
const UNSEEN = "他人登记的项目";

/** Nothing where none waits: a desk is no list of what is in order. */
export async function duplicateSection(actor: Actor): Promise<DeskSection[]> {
  if (!can(actor, "duplicate:review")) return [];
  const { total, pairs } = await listDuplicates(actor, { show: "open", offset: 0, limit: SHOWN });
  if (total === 0) return [];
  const lines = pairs.map(({ earlier, later }) => ({
    key: `duplicate:${earlier.id}:${later.id}`,
    href: HREF,
    title: later.name ?? UNSEEN,
    chainHue: null,
    detail: `可能与“${earlier.name ?? UNSEEN}”是同一项目`,
    who: later.ownerName ?? "",
    on: later.firstReportedOn,
    amountFen: later.amountFen,
    light: null,
  }));
  return [{ id: "duplicates", title: "疑似重复待核对", empty: "", total, href: HREF, lines }];
}
