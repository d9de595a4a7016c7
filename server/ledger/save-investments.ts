/** 填报固定资产投资: one ordinary row a project, month and basis; 统计数 and 调度数 apart. */
import "server-only";
import type { z } from "zod";
import type { saveInvestments as input } from "@/server/contracts/ledger";
import { noteWithReason } from "@/server/domain/ledger-entries";
import type { InvestmentRow } from "@/server/domain/project-facts";
import { sql } from "@/server/platform/database";
import type { WriteContext } from "@/server/record/record";
import { entriesWhere, type StoredEntry } from "./load-entries";
import { type WrittenEntries, writeDrafts } from "./write-drafts";

type Input = z.output<typeof input>;
type InputRow = Input["rows"][number];

const PARTS = ["constructionFen", "installationFen", "equipmentFen", "otherFen"] as const;

/** With one part given, the parts left empty are 0; without any, only the total is known. */
export function investmentRow(row: InputRow, totalFen: number): InvestmentRow {
  const known = row.basis === "official" && PARTS.some((p) => row[p] !== null);
  const part = (name: (typeof PARTS)[number]) => (known ? (row[name] ?? 0) : null);
  return {
    month: row.month,
    basis: row.basis,
    constructionFen: part("constructionFen"),
    installationFen: part("installationFen"),
    equipmentFen: part("equipmentFen"),
    otherFen: part("otherFen"),
    totalFen,
    note: noteWithReason(row.note, row.reason),
  };
}

const cellOf = (row: { projectId: number; month: number; basis: string }) =>
  `${row.projectId}/${row.month}/${row.basis}`;

export function saveInvestments(
  context: WriteContext,
  { requestId, submit, rows }: Input,
): Promise<WrittenEntries> {
  return writeDrafts<"investment", InputRow>(context, {
    ledger: "investment",
    requestId,
    submit,
    rows,
    async prepare({ db }) {
      const projectIds = [...new Set(rows.map((r) => r.projectId))];
      const months = [...new Set(rows.map((r) => r.month))];
      const ordinary = await entriesWhere(
        db,
        "investment",
        sql`e.project_id = ANY(${projectIds}) AND e.month = ANY(${months}) AND NOT e.opening AND e.correction_of_id IS NULL`,
      );
      const byCell = new Map<string, StoredEntry<"investment">>(
        ordinary.map((e) => [cellOf({ projectId: e.projectId, month: e.row.month, basis: e.row.basis }), e]),
      );
      return (given) => ({
        // Somebody else's row in the same cell meets the version check, and the person sees a conflict.
        present: byCell.get(cellOf(given)) ?? null,
        row: given.totalFen === null ? null : investmentRow(given, given.totalFen),
        correctionOfId: null,
        reason: given.reason,
      });
    },
  });
}
