/** The cells of a table by their columns, and the units that its heads say. */
import { UNIT_COLUMN, unitInHead } from "@/server/domain/writing/paper-table";
import {
  attributeOf,
  childOf,
  isElement,
  textInside,
  type XmlElement,
  type XmlNode,
} from "@/server/exports/xml-tree";

/** Elements of a name with nothing but wrappers around them: not those of a table within. */
export const elementsIn = (nodes: readonly XmlNode[], name: string): XmlElement[] =>
  nodes.flatMap((node): XmlElement[] => {
    if (!isElement(node)) return [];
    if (node.name === name) return [node];
    return ["w:tbl", "w:p", "w:tc"].includes(node.name) ? [] : elementsIn(node.children, name);
  });

export interface PlacedCell {
  column: number;
  element: XmlElement;
}

const spanOf = (cell: XmlElement): number => {
  const own = childOf(cell, "w:tcPr");
  const span = Number(attributeOf(own && childOf(own, "w:gridSpan"), "w:val") ?? 1);
  return Number.isInteger(span) && span > 0 && span < 100 ? span : 1;
};

/** The cells of a row, each at the first column that it covers. */
export function placedCells(row: XmlElement): PlacedCell[] {
  let column = 0;
  return elementsIn(row.children, "w:tc").map((element) => {
    const placed = { column, element };
    column += spanOf(element);
    return placed;
  });
}

const UNITS = new Set(["个", "亿元", "万元", "万美元", "%", "百分点"]);

export class TableHeads {
  readonly #units = new Map<number, string>();
  #unitColumn: number | null = null;

  constructor(rows: readonly (readonly PlacedCell[])[]) {
    for (const { column, element } of rows.flat()) {
      const text = textInside(element).trim();
      const unit = unitInHead(text);
      if (unit !== null) this.#units.set(column, unit);
      if (text === UNIT_COLUMN) this.#unitColumn = column;
    }
  }

  /** What the numbers of a row are in, column by column; null where nothing says it. */
  unitsOf(cells: readonly PlacedCell[]): (column: number) => string | null {
    const own = cells.find(({ column }) => column === this.#unitColumn);
    const said = own ? textInside(own.element).trim() : "";
    return (column) => this.#units.get(column) ?? (UNITS.has(said) ? said : null);
  }
}
