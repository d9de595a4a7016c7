/** Computes formula cells whose result the file does not hold: tools that write ledgers often leave it out. */
import { type Formula, parseFormula } from "./parse-formula";
import { dayOfSerial, UNCOMPUTED } from "./read-spreadsheet";
import { cellRef, decimalText, parseRef, type SheetCell, type SheetContent } from "./workbook";

type Value = number | string | boolean | null;
class Uncomputable extends Error {}

const MAX_RANGE_CELLS = 200_000;
const MAX_CHAIN = 200;

const asNumber = (value: Value): number => {
  if (typeof value === "number") return value;
  if (value === null) return 0;
  if (typeof value === "boolean") return value ? 1 : 0;
  const number = Number(value.replaceAll(",", ""));
  if (value.trim() === "" || Number.isNaN(number)) throw new Uncomputable();
  return number;
};
const asText = (value: Value): string =>
  value === null ? "" : typeof value === "number" ? decimalText(value) : String(value);
const isTrue = (value: Value): boolean => (typeof value === "string" ? value !== "" : Boolean(value));

/** Half away from zero as a spreadsheet rounds, on the decimal text so that 1.005 rounds to 1.01. */
function roundTo(value: number, places: number): number {
  return Number(`${Math.sign(value) * Math.round(Number(`${Math.abs(value)}e${places}`))}e${-places}`);
}

const AGGREGATES: Record<string, (numbers: number[]) => number> = {
  SUM: (numbers) => numbers.reduce((total, n) => total + n, 0),
  PRODUCT: (numbers) => numbers.reduce((product, n) => product * n, 1),
  MAX: (numbers) => (numbers.length ? Math.max(...numbers) : 0),
  MIN: (numbers) => (numbers.length ? Math.min(...numbers) : 0),
  AVERAGE: (numbers) => {
    if (numbers.length === 0) throw new Uncomputable();
    return numbers.reduce((total, n) => total + n, 0) / numbers.length;
  },
  COUNT: (numbers) => numbers.length,
};

const SCALARS: Record<string, (args: Value[]) => Value> = {
  ROUND: ([value = null, places = 0]) => roundTo(asNumber(value), asNumber(places)),
  INT: ([value = null]) => Math.floor(asNumber(value)),
  ABS: ([value = null]) => Math.abs(asNumber(value)),
  VALUE: ([value = null]) => asNumber(value),
  N: ([value = null]) => (typeof value === "number" ? value : 0),
  TRIM: ([value = null]) => asText(value).trim(),
  CONCATENATE: (args) => args.map(asText).join(""),
  CONCAT: (args) => args.map(asText).join(""),
  DATE: ([year = null, month = null, day = null]) => serialOf(asNumber(year), asNumber(month), asNumber(day)),
};

/** Day number of the 1900 date system; 25 569 is 1970-01-01. */
function serialOf(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000) + 25_569;
}

class Calculator {
  private readonly cells = new Map<string, Map<string, SheetCell>>();
  private readonly depthOf = new Map<SheetCell, number>();

  constructor(sheets: SheetContent[]) {
    for (const sheet of sheets)
      this.cells.set(sheet.name, new Map(sheet.cells.map((cell) => [cell.ref, cell])));
  }

  settle(cell: SheetCell, sheet: string, depth = 0): void {
    if (cell.text !== UNCOMPUTED || cell.formula === undefined) return;
    if (depth > MAX_CHAIN || this.depthOf.has(cell)) throw new Uncomputable();
    this.depthOf.set(cell, depth);
    const tree = parseFormula(cell.formula);
    if (!tree) throw new Uncomputable();
    const value = this.evaluate(tree, sheet, depth);
    if (typeof value === "number") {
      if (!Number.isFinite(value)) throw new Uncomputable();
      const day =
        cell.format && /[ymd]/i.test(cell.format.replace(/"[^"]*"|\[[^\]]*\]/g, ""))
          ? dayOfSerial(value, false)
          : null;
      Object.assign(cell, { kind: day ? "date" : "number", number: value, text: day ?? decimalText(value) });
    } else Object.assign(cell, { kind: "text", text: asText(value) });
    cell.shown = cell.text;
    cell.computed = true;
  }

  private valueOf(sheet: string, ref: string, depth: number): Value {
    const cell = this.cells.get(sheet)?.get(ref);
    if (!cell) return null;
    this.settle(cell, sheet, depth + 1);
    if (cell.kind === "error") throw new Uncomputable();
    return cell.number ?? cell.text;
  }

  private *rangeValues(range: Formula & { type: "range" }, sheet: string, depth: number): Generator<Value> {
    const from = parseRef(range.from);
    const to = parseRef(range.to);
    if (!from || !to) throw new Uncomputable();
    if ((to.row - from.row + 1) * (to.col - from.col + 1) > MAX_RANGE_CELLS) throw new Uncomputable();
    for (let row = from.row; row <= to.row; row++) {
      for (let col = from.col; col <= to.col; col++)
        yield this.valueOf(range.sheet ?? sheet, cellRef(row, col), depth);
    }
  }

  private evaluate(tree: Formula, sheet: string, depth: number): Value {
    switch (tree.type) {
      case "literal":
        return tree.value;
      case "ref":
        return this.valueOf(tree.sheet ?? sheet, tree.ref, depth);
      case "range":
        throw new Uncomputable();
      case "unary": {
        const operand = asNumber(this.evaluate(tree.operand, sheet, depth));
        return tree.operator === "-" ? -operand : operand / 100;
      }
      case "binary":
        return this.binary(tree, sheet, depth);
      case "call":
        return this.call(tree, sheet, depth);
    }
  }

  private binary(tree: Formula & { type: "binary" }, sheet: string, depth: number): Value {
    const left = this.evaluate(tree.left, sheet, depth);
    const right = this.evaluate(tree.right, sheet, depth);
    switch (tree.operator) {
      case "&":
        return asText(left) + asText(right);
      case "+":
        return asNumber(left) + asNumber(right);
      case "-":
        return asNumber(left) - asNumber(right);
      case "*":
        return asNumber(left) * asNumber(right);
      case "/":
        return asNumber(left) / asNumber(right);
      case "^":
        return asNumber(left) ** asNumber(right);
      case "=":
        return asText(left) === asText(right);
      case "<>":
        return asText(left) !== asText(right);
      case "<":
        return asNumber(left) < asNumber(right);
      case ">":
        return asNumber(left) > asNumber(right);
      case "<=":
        return asNumber(left) <= asNumber(right);
      default:
        return asNumber(left) >= asNumber(right);
    }
  }

  private call(tree: Formula & { type: "call" }, sheet: string, depth: number): Value {
    if (tree.name === "IF") {
      const [condition, then, otherwise] = tree.args;
      if (!condition || !then) throw new Uncomputable();
      if (isTrue(this.evaluate(condition, sheet, depth))) return this.evaluate(then, sheet, depth);
      return otherwise ? this.evaluate(otherwise, sheet, depth) : false;
    }
    const scalar = SCALARS[tree.name];
    if (scalar) return scalar(tree.args.map((arg) => this.evaluate(arg, sheet, depth)));
    // SUBTOTAL(9,…) and SUBTOTAL(109,…) are sums; the other kinds do not occur in amounts.
    const subtotal =
      tree.name === "SUBTOTAL" && tree.args[0]?.type === "literal" && Number(tree.args[0].value) % 100 === 9;
    const aggregate = subtotal ? AGGREGATES.SUM : AGGREGATES[tree.name];
    if (!aggregate) throw new Uncomputable();
    return aggregate(this.numbers(subtotal ? tree.args.slice(1) : tree.args, sheet, depth));
  }

  /** As a spreadsheet adds: text inside a range is passed over, text given directly must be a number. */
  private numbers(args: Formula[], sheet: string, depth: number): number[] {
    return args.flatMap((arg) => {
      if (arg.type !== "range" && arg.type !== "ref") return [asNumber(this.evaluate(arg, sheet, depth))];
      const values =
        arg.type === "range"
          ? [...this.rangeValues(arg, sheet, depth)]
          : [this.valueOf(arg.sheet ?? sheet, arg.ref, depth)];
      return values.filter((value) => typeof value === "number");
    });
  }
}

/** Fills in what can be computed; the rest keeps the mark of an uncomputed cell and is reported where it matters. */
export function computeFormulas(sheets: SheetContent[]): void {
  const open = sheets.flatMap((sheet) =>
    sheet.cells.filter((cell) => cell.text === UNCOMPUTED).map((cell) => ({ cell, sheet })),
  );
  if (open.length === 0) return;
  const calculator = new Calculator(sheets);
  for (const { cell, sheet } of open) {
    try {
      calculator.settle(cell, sheet.name);
    } catch (cause) {
      if (!(cause instanceof Uncomputable)) throw cause;
    }
  }
}
