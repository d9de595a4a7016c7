/** A row beside the project that it means: what would change, what two people changed, what cannot be taken. Pure. */
import type { ImportProblem } from "@/server/contracts/import";
import type { LaterChange } from "@/server/domain/operations";
import type { BasicsField, BasicsPatch } from "@/server/domain/project-facts";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import { equalValues, type MergedField, meaningOf } from "@/server/domain/workbook-merge";
import {
  EDITABLE_FIELDS,
  type EditableField,
  isAsExported,
  type ReadRowKey,
} from "@/server/exports/row-keys";
import { cellFor, cellsOf, type LedgerCell, plain, type RowScene } from "./ledger-cells";

/** What a row with a key knows of the time in which it was written. */
export interface Written {
  key: ReadRowKey;
  /** The project as it was then. */
  basics: BasicsPatch;
  /** Who changed a field last since. */
  later: ReadonlyMap<string, LaterChange>;
}

export interface Compared {
  fields: MergedField[];
  problems: ImportProblem[];
}

const isEditable = (field: BasicsField): field is EditableField =>
  (EDITABLE_FIELDS as readonly string[]).includes(field);

/** The mark of the cell says for sure that nobody wrote in it. */
function untouched({ fields, mine }: LedgerCell, written: Written | null): boolean {
  const [field, ...more] = fields;
  if (!written || !field || more.length > 0 || mine === null || !isEditable(field)) return false;
  return isAsExported(written.key, field, (mine[field] ?? null) as string | number | null) === true;
}

const problemAt = ({ row }: RowScene, cell: string | null, message: string): ImportProblem => ({
  ...{ sheet: row.sheet, row: row.row, cell, kind: "not-taken", severity: "warning", message },
});

function compareCell(scene: RowScene, cell: LedgerCell, written: Written | null): Compared {
  const none = { fields: [], problems: [] };
  const { basics } = scene.state;
  const theirs = cell.shown(basics);
  const meant = meaningOf({
    mine: cell.says,
    theirs,
    blank: cell.blank,
    ...(written ? { original: { value: cell.shown(written.basics) } } : {}),
  });
  if (meant === "nothing" || meant === "done" || untouched(cell, written)) return none;
  const { mine } = cell;
  const label = BASICS_WORDS[cell.fields[0] as BasicsField].label;
  if (mine === null) {
    const message = `${label}“${cell.raw.slice(0, 40)}”不能识别，或库中没有，这一格不会改动。`;
    return { fields: [], problems: [problemAt(scene, cell.cell, message)] };
  }
  const fields = cell.fields
    .filter((field) => mine[field] !== undefined && !equalValues(mine[field], basics[field]))
    .map((field): MergedField => {
      const later = written?.later.get(field) ?? null;
      const conflict = meant === "conflict" ? { original: written?.basics[field] ?? null, later } : null;
      return { field, cell: cell.cell, theirs: basics[field], mine: mine[field], conflict };
    });
  return { fields, problems: [] };
}

/** Who invests has verbs of its own: a ledger that says otherwise is told so. */
function otherInvestor(scene: RowScene): ImportProblem[] {
  const { investorName, investorUscc } = scene.state.basics;
  const [company, uscc] = [cellFor(scene, "company"), cellFor(scene, "uscc")];
  const differs = (says: string | undefined, stands: string | null) =>
    says !== undefined && plain(says) !== "" && plain(stands) !== "" && plain(says) !== plain(stands);
  const message = (word: string, stands: string | null) =>
    `${word}与库中“${stands}”不同；请在项目页更改投资方，导入不会改动。`;
  const renamed =
    differs(company?.words, investorName) && differs(String(company?.value ?? ""), investorName);
  return [
    ...(renamed ? [problemAt(scene, company?.cell ?? null, message("投资方", investorName))] : []),
    ...(differs(String(uscc?.value ?? ""), investorUscc)
      ? [problemAt(scene, uscc?.cell ?? null, message("信用代码", investorUscc))]
      : []),
  ];
}

export function compareRow(scene: RowScene, written: Written | null): Compared {
  const compared = cellsOf(scene).map((cell) => compareCell(scene, cell, written));
  return {
    fields: compared.flatMap((c) => c.fields),
    problems: [...compared.flatMap((c) => c.problems), ...otherInvestor(scene)],
  };
}
