/** What becomes of each row of a ledger: new, changed, unchanged, known and left alone, a second one, or failed. Pure. */
import type { ImportProblem, LedgerDryRun, LedgerRow } from "@/server/contracts/import";
import type { ImportChoices, RowFate } from "@/server/contracts/import-batch";
import type { RowPlace } from "@/server/contracts/import-merge";
import type { ComparedRow, KnownRow } from "./compare-known";
import type { Match } from "./match-rows";

/** A row as `import_row.detail` keeps it. */
export interface RowDetail {
  row: LedgerRow;
  problems: ImportProblem[];
  known?: KnownRow;
}

export interface JudgedRow {
  fate: RowFate;
  /** The project that it means, as far as the person may see it. */
  existingId: number | null;
  detail: RowDetail;
}

const keyOf = ({ sheet, row }: { sheet: string; row: number | null }) => `${row} ${sheet}`;

function problemsByRow(problems: readonly ImportProblem[]): Map<string, ImportProblem[]> {
  const lists = new Map<string, ImportProblem[]>();
  for (const problem of problems) {
    if (problem.row === null) continue;
    const list = lists.get(keyOf(problem));
    if (list) list.push(problem);
    else lists.set(keyOf(problem), [problem]);
  }
  return lists;
}

const secondOf = (row: LedgerRow, first: LedgerRow): ImportProblem => ({
  sheet: row.sheet,
  row: row.row,
  cell: row.values.find((v) => v.field === "name")?.cell ?? null,
  kind: "duplicate",
  severity: "warning",
  message: `与${first.sheet === row.sheet ? "" : `工作表“${first.sheet}”`}第 ${first.row} 行是同一个项目，只按第 ${first.row} 行导入。`,
});

/** The fate of a row whose project is known and that is taken for it. */
function fateOfKnown({ known, problems }: ComparedRow): RowFate {
  if (problems.some((p) => p.severity === "error")) return "failed";
  if (known.fields.length === 0) return "unchanged";
  return known.editable ? "changed" : "existing";
}

interface Found {
  matches: readonly (Match | null)[];
  compared: readonly (ComparedRow | undefined)[];
}

export function judgeRows(
  dry: LedgerDryRun,
  choices: ImportChoices,
  { matches, compared }: Found,
): JudgedRow[] {
  const places = (list: readonly RowPlace[]) => new Set(list.map(keyOf));
  const [taken, out] = [places(choices.takeAnyway), places(choices.leaveOut)];
  const said = problemsByRow(dry.problems);
  const first = new Map<number, LedgerRow>();
  return dry.rows.map((row, i): JudgedRow => {
    const [key, match, beside] = [keyOf(row), matches[i] ?? null, compared[i]];
    const existingId = match?.open ? match.id : null;
    const own = said.get(key) ?? [];
    const asNew = (fate: RowFate): JudgedRow => {
      const stays = !row.counted ? "failed" : out.has(key) ? "left-out" : fate;
      return { fate: stays, existingId, detail: { row, problems: own } };
    };
    if (match === null || taken.has(key)) return asNew("ready");
    const twin = first.get(match.id);
    if (twin) return { fate: "duplicate", existingId, detail: { row, problems: [secondOf(row, twin)] } };
    if (!out.has(key)) first.set(match.id, row);
    if (!beside) return asNew("existing");
    const fate = fateOfKnown(beside);
    const { known, problems } = beside;
    const left = out.has(key) && fate !== "failed";
    return { fate: left ? "left-out" : fate, existingId, detail: { row, problems, known } };
  });
}

/** The problems of a dry run as its rows tell them, with those of whole sheets and of rows that are no projects. */
export function problemsOf(dry: LedgerDryRun, rows: readonly JudgedRow[]): ImportProblem[] {
  const told = new Set(rows.map((r) => keyOf(r.detail.row)));
  return [
    ...dry.problems.filter((p) => p.row === null || !told.has(keyOf(p))),
    ...rows.flatMap((r) => r.detail.problems),
  ];
}
