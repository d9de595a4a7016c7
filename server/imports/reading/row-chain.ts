/** The chain of each row: from its own cell, from a cell above it, from its section, its title or its sheet. */
import type { ColumnProposal, ImportProblem } from "@/server/contracts/import";
import { isPlaceholder } from "./cell-reading";
import { bareHeading, matchChain, withoutSuffix } from "./chain-names";
import { isDitto } from "./row-reader";
import { currentSection, type SectionState } from "./sections";
import type { Sheet, SheetCell } from "./workbook";

export interface RowChain {
  name: string | null;
  cell: string | null;
  raw: string;
  note: string | null;
}

interface ChainSource {
  text: string;
  cell: SheetCell | null;
  note: string | null;
}

export interface ChainSettings {
  column: ColumnProposal | undefined;
  knownChains: readonly string[];
  ofSheet: { chain: string | null; source: string };
  /** The column names a chain only where it changes. */
  carriesDown: boolean;
  /** Every value of the chain column, to tell "A、B" from a name with a comma. */
  words: ReadonlySet<string>;
}

export class RowChains {
  private carried: SheetCell | null = null;
  private readonly reported = new Set<string>();

  constructor(
    private readonly sheet: Sheet,
    private readonly sections: SectionState,
    private readonly settings: ChainSettings,
  ) {}

  /** A section ends what was carried down. */
  leave(): void {
    this.carried = null;
  }

  private chainSource(row: number): ChainSource | null {
    const column = this.settings.column;
    if (column) {
      const seen = this.sheet.seen(row, column.column);
      if (seen && isDitto(seen.text) && this.carried) {
        return { text: this.carried.text, cell: this.carried, note: `同上，取自 ${this.carried.ref}` };
      }
      if (seen && seen.kind !== "error" && !isPlaceholder(seen.text)) {
        this.carried = seen;
        return { text: seen.text, cell: seen, note: seen.row === row ? null : `取自合并单元格 ${seen.ref}` };
      }
      if (this.settings.carriesDown && this.carried)
        return { text: this.carried.text, cell: this.carried, note: `沿用上方 ${this.carried.ref}` };
    }
    const section = currentSection(this.sections);
    if (section) return { text: section.value, cell: section.cell, note: `取自分组行 ${section.cell.ref}` };
    const { chain, source } = this.settings.ofSheet;
    return chain === null ? null : { text: chain, cell: null, note: `取自${source}` };
  }

  chainOf(row: number, problems: ImportProblem[]): RowChain {
    const source = this.chainSource(row);
    const about = { sheet: this.sheet.name, row, severity: "warning" as const };
    if (!source) {
      if (this.settings.column)
        problems.push({
          ...about,
          cell: null,
          kind: "chain-missing",
          message: "没有写明产业链，计入“其他”。",
        });
      return { name: null, cell: null, raw: "", note: null };
    }
    const parts = source.text
      .split(/[、,，;；/／\n]+/)
      .map((part) => part.trim())
      .filter(Boolean);
    const first = parts[0] ?? source.text;
    const several =
      parts.length > 1 &&
      (this.settings.words.has(first) || matchChain(first, this.settings.knownChains) !== null);
    const text = several ? first : source.text;
    const cell = source.cell?.ref ?? null;
    if (several) {
      problems.push({
        ...about,
        cell,
        kind: "several-chains",
        message: `写了多条产业链（${parts.join("、")}），以“${first}”为主链。`,
      });
    }
    const match = matchChain(text, this.settings.knownChains);
    const name = match?.chain ?? (withoutSuffix(bareHeading(text)) || null);
    if (match?.matched && !this.reported.has(text)) {
      this.reported.add(text); // once for each wording, not for each row
      problems.push({
        ...about,
        cell,
        kind: "chain-matched",
        message: `产业链“${bareHeading(text)}”对应为“${match.chain}”。`,
      });
    }
    const note = source.note ?? (name === source.text ? null : `读作 ${name}`);
    return { name, cell, raw: source.cell?.shown ?? source.text, note };
  }
}
