/**
 * Whose figures a text speaks of. 重型数控机床链签约项目0个，省外内资到位6亿元: the clause of zero leaves, the name in it does not, or
 * the money would be read as that of the chain before.
 */
import { type Piece, textOfPieces } from "./pieces";

/** A chain is named without the end of its name, which stands in the words behind. */
const ENDING = /^(?:产业)?链/;

const isFigure = (piece: Piece<unknown>): boolean => piece.kind === "said" && piece.weight !== "plain";

/** The row that the figures of a clause belong to; null for the district, and where there are several. */
function rowOf(pieces: readonly Piece<unknown>[]): string | null {
  const rows = new Set(pieces.flatMap((piece) => (piece.kind === "said" && piece.of ? [piece.of] : [])));
  const [row] = rows;
  return rows.size === 1 && row !== undefined ? row : null;
}

function cut<Style>(pieces: readonly Piece<Style>[], length: number): Piece<Style>[] {
  let left = length;
  return pieces.flatMap((piece): Piece<Style>[] => {
    if (left <= 0 || piece.kind === "solid") return [];
    const text = textOfPieces([piece]);
    const kept = piece.kind === "words" ? { ...piece, text: text.slice(0, left) } : piece;
    left -= text.length;
    return [kept];
  });
}

/** The words of a clause up to the name that its figures belong to; null where they do not begin with it. */
function naming<Style>(pieces: readonly Piece<Style>[], row: string): Piece<Style>[] | null {
  const first = pieces.findIndex(isFigure);
  const head = textOfPieces(first < 0 ? pieces : pieces.slice(0, first));
  const at = head.indexOf(row);
  if (at < 0) return null;
  const end = at + row.length;
  return cut(pieces, end + (ENDING.exec(head.slice(end))?.[0].length ?? 0));
}

/** Goes along with the clauses of a paragraph. */
export class Subjects<Style> {
  /** Names whose clause was not said. */
  readonly #owed = new Map<string, Piece<Style>[]>();
  #last: string | null = null;

  left(pieces: readonly Piece<Style>[]): void {
    const row = rowOf(pieces);
    const named = row === null ? null : naming(pieces, row);
    if (row !== null && named !== null) this.#owed.set(row, named);
  }

  /** The clause as it is said: with the name where it would be missed. */
  said(pieces: readonly Piece<Style>[]): readonly Piece<Style>[] {
    const row = rowOf(pieces);
    if (row === null) return pieces;
    const owed = naming(pieces, row) === null && this.#last !== row ? (this.#owed.get(row) ?? []) : [];
    this.#last = row;
    this.#owed.delete(row);
    return [...owed, ...pieces];
  }
}
