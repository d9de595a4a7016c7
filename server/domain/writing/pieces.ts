/** What a filled paragraph is made of, before and after its clauses are settled. */

/** Plain words, or a figure with its address and its name. */
export type Part = string | FigurePart;
export interface FigurePart {
  text: string;
  address: string;
  name: string;
}

/** Words of the template itself. `style` is whatever the words look like: it is carried along and never read. */
export interface TemplateWords<Style> {
  kind: "words";
  style: Style;
  text: string;
}

/** What a placeholder became. */
export interface Said<Style> {
  kind: "said";
  style: Style;
  parts: Part[];
  /** Nothing to say: zero or unknown. */
  empty: boolean;
  /** A figure carries its clause; a follower (a growth, a share of a target) also needs the figure that it speaks of; plain words do neither. */
  weight: "figure" | "follower" | "plain";
  /** The row that a figure belongs to, by the name that sentences call it; without one it is the district's. */
  of?: string;
}

/** A picture, a tab, a line break: stays where it is. */
export interface Solid<Style> {
  kind: "solid";
  style: Style;
}

export type Piece<Style> = TemplateWords<Style> | Said<Style> | Solid<Style>;

export const textOf = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === "string" ? part : part.text)).join("");

export const textOfPieces = (pieces: readonly Piece<unknown>[]): string =>
  pieces
    .map((piece) => (piece.kind === "words" ? piece.text : piece.kind === "said" ? textOf(piece.parts) : ""))
    .join("");
