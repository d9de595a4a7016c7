/** Columns of a directory that an enterprise on record has no place for: said once for the sheet, never dropped in silence. */
import { NOT_OF_ENTERPRISES, OF_PERSONS } from "@/server/contracts/detail-fields";
import type { ImportProblem } from "@/server/contracts/import";
import type { DetailColumn } from "@/server/contracts/import-details";
import type { DetailPart } from "./read-part";

function why({ field, header }: DetailColumn): string | null {
  if (field === null) return header === "" ? null : "没有对应到企业档案的栏目，未读入";
  if (OF_PERSONS.has(field)) return "企业档案不记联系人，未读入；联系人和电话请记在项目上";
  return NOT_OF_ENTERPRISES.has(field) ? "企业档案没有这一栏，未读入" : null;
}

export function untakenColumns({ kind, sheet, table, columns }: DetailPart): ImportProblem[] {
  if (kind !== "enterprise") return [];
  return columns.flatMap((column): ImportProblem[] => {
    const said = why(column);
    const holds = table.bodyRows.some((row) => (sheet.own(row.index, column.column)?.text ?? "") !== "");
    if (said === null || !holds) return [];
    const cell = `${column.letter}${table.headerBottom}`;
    const message = `“${column.header}”：${said}。`;
    return [{ sheet: sheet.name, row: null, cell, kind: "unread-column", severity: "warning", message }];
  });
}
