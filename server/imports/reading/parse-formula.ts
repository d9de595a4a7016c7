/** Formula text → tree, for the small part of the language that ledgers use. */

export type Formula =
  | { type: "literal"; value: number | string | boolean }
  | { type: "ref"; sheet: string | null; ref: string }
  | { type: "range"; sheet: string | null; from: string; to: string }
  | { type: "call"; name: string; args: Formula[] }
  | { type: "unary"; operator: "-" | "%"; operand: Formula }
  | { type: "binary"; operator: string; left: Formula; right: Formula };

const TOKEN =
  /\s*(?:("(?:[^"]|"")*")|((?:'(?:[^']|'')+'|[A-Za-z0-9_\u4e00-\u9fff.]+)!)?(\$?[A-Za-z]{1,3}\$?\d{1,7})(?![A-Za-z0-9_(])|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_][A-Za-z0-9_.]*)|(<=|>=|<>|[-+*/^&=<>(),:%]))/y;

interface Token {
  kind: "text" | "ref" | "number" | "word" | "mark";
  value: string;
  sheet: string | null;
}

function tokensOf(source: string): Token[] | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const text = source.trim();
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) return null;
    const [, quoted, sheet, ref, number, word, mark] = match;
    const sheetName = sheet
      ? sheet
          .slice(0, -1)
          .replace(/^'(.*)'$/, "$1")
          .replaceAll("''", "'")
      : null;
    if (quoted !== undefined) {
      tokens.push({ kind: "text", value: quoted.slice(1, -1).replaceAll('""', '"'), sheet: null });
    } else if (ref !== undefined) {
      tokens.push({ kind: "ref", value: ref.replaceAll("$", "").toUpperCase(), sheet: sheetName });
    } else if (number !== undefined) tokens.push({ kind: "number", value: number, sheet: null });
    else if (word !== undefined) tokens.push({ kind: "word", value: word.toUpperCase(), sheet: null });
    else if (mark !== undefined) tokens.push({ kind: "mark", value: mark, sheet: null });
  }
  return tokens;
}

const LEVELS: string[][] = [["=", "<>", "<", ">", "<=", ">="], ["&"], ["+", "-"], ["*", "/"], ["^"]];
const MAX_DEPTH = 64;

class Parser {
  private at = 0;
  constructor(private readonly tokens: Token[]) {}

  parse(): Formula | null {
    const tree = this.binary(0, 0);
    return this.at === this.tokens.length ? tree : null;
  }

  private take(mark: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== "mark" || token.value !== mark) return false;
    this.at++;
    return true;
  }

  private binary(level: number, depth: number): Formula | null {
    const operators = LEVELS[level];
    if (!operators) return this.unary(depth);
    let left = this.binary(level + 1, depth);
    for (;;) {
      const operator = operators.find((mark) => this.take(mark));
      if (!operator || !left) return left;
      const right = this.binary(level + 1, depth);
      if (!right) return null;
      left = { type: "binary", operator, left, right };
    }
  }

  private unary(depth: number): Formula | null {
    if (depth > MAX_DEPTH) return null;
    if (this.take("+")) return this.unary(depth + 1);
    if (this.take("-")) {
      const operand = this.unary(depth + 1);
      return operand && { type: "unary", operator: "-", operand };
    }
    const operand = this.primary(depth + 1);
    return operand && this.take("%") ? { type: "unary", operator: "%", operand } : operand;
  }

  private primary(depth: number): Formula | null {
    if (this.take("(")) {
      const inner = this.binary(0, depth + 1);
      return this.take(")") ? inner : null;
    }
    const token = this.tokens[this.at++];
    if (token?.kind === "number") return { type: "literal", value: Number(token.value) };
    if (token?.kind === "text") return { type: "literal", value: token.value };
    if (token?.kind === "ref") return this.reference(token);
    return token?.kind === "word" ? this.call(token.value, depth) : null;
  }

  private reference(from: Token): Formula | null {
    if (!this.take(":")) return { type: "ref", sheet: from.sheet, ref: from.value };
    const to = this.tokens[this.at++];
    return to?.kind === "ref" ? { type: "range", sheet: from.sheet, from: from.value, to: to.value } : null;
  }

  private call(name: string, depth: number): Formula | null {
    if (name === "TRUE" || name === "FALSE") return { type: "literal", value: name === "TRUE" };
    if (!this.take("(")) return null;
    const args: Formula[] = [];
    if (this.take(")")) return { type: "call", name, args };
    do {
      const arg = this.binary(0, depth + 1);
      if (!arg) return null;
      args.push(arg);
    } while (this.take(","));
    return this.take(")") ? { type: "call", name, args } : null;
  }
}

/** Null for anything outside the small language: names, tables, arrays. */
export function parseFormula(source: string): Formula | null {
  const tokens = source.length > 2_000 ? null : tokensOf(source);
  return tokens ? new Parser(tokens).parse() : null;
}
