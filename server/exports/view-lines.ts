/** What an exported view holds, line after line: the rows as on the screen, heads and subtotals of groups, the total. */
import "server-only";
import type { ExportView } from "@/server/contracts/export";
import type { ProjectRow } from "@/server/contracts/project-list";
import { type OneGroup, PROJECT_GROUPS, type ProjectGroup } from "@/server/contracts/project-view";
import { type Fen, formatFen } from "@/server/domain/amounts";
import { dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { projectGroups } from "@/server/projects/project-groups";
import { streamProjects } from "@/server/projects/stream-projects";
import { rowCells, type ViewColumn } from "./view-columns";
import type { Cell } from "./xlsx/write-workbook";

export interface ViewLine {
  /** The project of the line; null for heads, subtotals and the total. */
  row: ProjectRow | null;
  cells: Cell[];
}

interface ViewLinesInput {
  actor: Actor;
  view: ExportView;
  columns: readonly ViewColumn[];
  now: Date;
  /** Called with the number of projects written so far. */
  onRows: (count: number) => Promise<void>;
}

/** Sums of the rows that were written: a subtotal always equals what stands above it, whatever changes meanwhile. */
class Sums {
  #count = 0;
  readonly #fen = new Map<ViewColumn, Fen>();

  add(columns: readonly ViewColumn[], row: ProjectRow): void {
    this.#count += 1;
    if (row.masked) return;
    for (const column of columns)
      if (column.amount) this.#fen.set(column, (this.#fen.get(column) ?? 0) + column.amount(row));
  }

  line(columns: readonly ViewColumn[], words: string): Cell[] {
    const said = labelPlace(columns);
    return columns.map((column, place): Cell => {
      if (place === said) return { text: `${words}（${this.#count} 个）`, style: "totalText" };
      if (!column.amount) return { blank: true, style: "totalText" };
      return { number: formatFen(this.#fen.get(column) ?? 0, "wan", 6), style: "totalWan" };
    });
  }
}

/** Words of a sum stand under the names, or else in the first column that is not summed itself. */
const labelPlace = (columns: readonly ViewColumn[]): number => {
  const name = columns.findIndex((column) => column.id === "name");
  return name >= 0 ? name : columns.findIndex((column) => !column.amount);
};

const headLine = (columns: readonly ViewColumn[], words: string): Cell[] =>
  columns.map(
    (_, place): Cell =>
      place === labelPlace(columns)
        ? { text: words, style: "totalText" }
        : { blank: true, style: "totalText" },
  );

export async function* viewLines(input: ViewLinesInput): AsyncGenerator<ViewLine> {
  const { actor, view, columns, now, onRows } = input;
  const today = dayOf(now);
  const whole = new Sums();
  let written = 0;
  async function* rowsOf(group: OneGroup | null, sums: Sums | null): AsyncGenerator<ViewLine> {
    for await (const batch of streamProjects(actor, view, group, today)) {
      for (const row of batch) {
        whole.add(columns, row);
        sums?.add(columns, row);
        yield { row, cells: rowCells(columns, row) };
      }
      written += batch.length;
      await onRows(written);
    }
  }
  const by = view.group;
  const groups: ProjectGroup[] = by === null ? [] : await projectGroups(actor, view.filter, by, today);
  if (by === null) yield* rowsOf(null, null);
  else
    for (const { key, label } of groups) {
      const sums = new Sums();
      yield { row: null, cells: headLine(columns, `${PROJECT_GROUPS[by]}：${label}`) };
      yield* rowsOf({ by, key }, sums);
      yield { row: null, cells: sums.line(columns, `${label} 小计`) };
    }
  yield { row: null, cells: whole.line(columns, "合计") };
}
