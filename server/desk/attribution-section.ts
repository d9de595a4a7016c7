/** 异议与流转 that wait for this person: evidence, mediation, consent, ruling, an offered project, an approval. */
import "server-only";
import { listDisputes } from "@/server/attribution/list-disputes";
import { listTransfers } from "@/server/attribution/list-transfers";
import type { DisputeRow, TransferRow } from "@/server/contracts/attribution";
import type { LightColour } from "@/server/domain/clocks";
import { DISPUTE_STEPS } from "@/server/domain/dispute-state";
import type { Day } from "@/server/domain/periods";
import { type Actor, can } from "@/server/domain/permissions";
import { TRANSFER_STEPS } from "@/server/domain/transfer";
import { type DeskLine, type DeskSection, SHOWN } from "./desk-line";

const lightOf = (dueOn: Day | null, today: Day): LightColour =>
  dueOn === null ? "none" : dueOn < today ? "late" : dueOn === today ? "warning" : "normal";

const disputeLine = (row: DisputeRow, today: Day): DeskLine => ({
  key: `dispute:${row.id}`,
  href: `/attribution/disputes/${row.id}`,
  title: row.project?.name ?? row.ownProject?.name ?? `${row.respondentUnit}首报的项目`,
  chainHue: null,
  detail: `首报异议：${DISPUTE_STEPS[row.step]}${row.dueOn ? `，${row.dueOn} 前` : ""}`,
  who: `${row.challengerUnit}、${row.respondentUnit}`,
  on: row.dueOn,
  amountFen: null,
  light: lightOf(row.dueOn, today),
});

const transferLine = (row: TransferRow, today: Day): DeskLine => ({
  key: `transfer:${row.id}`,
  href: "/attribution?show=mine&tab=transfers",
  title: row.project?.name ?? `${row.fromUnit}流转的项目`,
  chainHue: null,
  detail: `流转：${TRANSFER_STEPS[row.step]}${row.dueOn ? `，${row.dueOn} 前` : ""}`,
  who: `${row.fromUnit} → ${row.toUnit}`,
  on: row.dueOn,
  amountFen: row.about?.amountFen ?? null,
  light: lightOf(row.dueOn, today),
});

/** None while nothing waits: most days nobody disputes anything. */
export async function attributionSection(actor: Actor, today: Day): Promise<DeskSection[]> {
  if (!can(actor, "attribution:read")) return [];
  const ask = { show: "mine" as const, offset: 0, limit: SHOWN };
  const [disputes, transfers] = await Promise.all([
    listDisputes(actor, ask, today),
    listTransfers(actor, ask, today),
  ]);
  const total = disputes.total + transfers.total;
  if (total === 0) return [];
  const lines = [
    ...disputes.rows.map((row) => disputeLine(row, today)),
    ...transfers.rows.map((row) => transferLine(row, today)),
  ];
  return [
    {
      id: "attribution",
      title: "待办的异议与流转",
      empty: "没有待办的异议和流转",
      total,
      href: disputes.total > 0 ? "/attribution?show=mine" : "/attribution?show=mine&tab=transfers",
      lines: lines.sort((a, b) => (a.on ?? "9").localeCompare(b.on ?? "9")).slice(0, SHOWN),
    },
  ];
}
