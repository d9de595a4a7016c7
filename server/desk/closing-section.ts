/** Months on their way to being closed that wait for this person: a signature, or the next state. */
import "server-only";
import { SIGNING_PARTS, type SigningPart, signingPartOf } from "@/server/domain/month-close";
import { monthLabel } from "@/server/domain/periods";
import { type Actor, can } from "@/server/domain/permissions";
import { database, rowsOf, sql } from "@/server/platform/database";
import type { DeskSection } from "./desk-line";

interface Waiting {
  month: number;
  state: "cutoff" | "review";
  /** Parts that have signed. */
  signed: SigningPart[];
}

function detailOf({ state, signed }: Waiting): string {
  if (state === "cutoff") return "已截止填报，待进入审核";
  const by = signed.map((part) => `${SIGNING_PARTS[part]}已签署`).join("、");
  return `审核中，待您签署${by ? `（${by}）` : ""}`;
}

/** Nothing where nothing waits: a desk is no list of what is in order. */
export async function closingSection(actor: Actor): Promise<DeskSection[]> {
  const part = signingPartOf(actor.role);
  if (part === null) return [];
  const rows = await rowsOf<Waiting>(
    database,
    sql`SELECT s.month, s.state, coalesce((SELECT json_agg(g.part) FROM month_signature g WHERE g.month = s.month), '[]') AS signed
      FROM month_state s WHERE s.state IN ('cutoff', 'review') ORDER BY s.month`,
  );
  const mine = rows.filter(({ state, signed }) =>
    state === "cutoff" ? can(actor, "month:move") : !signed.includes(part),
  );
  if (mine.length === 0) return [];
  const lines = mine.map((row) => ({
    key: `closing:${row.month}`,
    href: `/statistics/closing?month=${row.month}`,
    title: monthLabel(row.month),
    chainHue: null,
    detail: detailOf(row),
    who: "",
    on: null,
    amountFen: null,
    light: null,
  }));
  return [
    { id: "closing", title: "待关账", empty: "", total: mine.length, href: "/statistics/closing", lines },
  ];
}
