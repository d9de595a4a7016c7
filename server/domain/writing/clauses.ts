/**
 * Clauses that have nothing to say leave a text, with their comma; a sentence without clauses leaves with its full stop. So a
 * clerk writes the whole sentence once, and no month reads “0个，0万元”.
 */
import { type Piece, textOfPieces } from "./pieces";
import { TAKEN_BACK } from "./prose";
import { Subjects } from "./subjects";

const SENTENCE_END = /[。；！？]/;
const CLAUSE_END = /[，。；！？]/;
const OPENING = /[（(“‘《〔【]/;
const CLOSING = /[）)”’》〕】]/;
/** Units that a figure brings along; the same one typed behind it is not said twice. */
const UNITS = ["亿元", "万元", "万美元", "个百分点", "百分点", "%", "％"];
const UNIT_BEHIND = new RegExp(`^(?:${UNITS.join("|")})`);

interface Clause<Style> {
  pieces: Piece<Style>[];
  /** The mark behind it; empty at the end of a text without one. */
  mark: { text: string; style: Style } | null;
}

/** A paragraph of sentences, not a title, a cell or a line. */
export const isProse = (pieces: readonly Piece<unknown>[]): boolean =>
  pieces.some((piece) => piece.kind === "words" && SENTENCE_END.test(piece.text));

/** {签约金额}亿元 is written by people who know the sentence by heart. */
export function withoutDoubledUnits<Style>(pieces: readonly Piece<Style>[]): Piece<Style>[] {
  return pieces.map((piece, i) => {
    const before = pieces[i - 1];
    if (piece.kind !== "words" || before?.kind !== "said" || before.weight === "plain") return piece;
    const said = textOfPieces([before]);
    const brought = UNITS.some((unit) => said.endsWith(unit)) || before.empty;
    return brought ? { ...piece, text: piece.text.replace(UNIT_BEHIND, "") } : piece;
  });
}

/** 完成固定资产投资冲减300万元 contradicts itself: nothing was done. */
function withoutDone<Style>(pieces: readonly Piece<Style>[]): Piece<Style>[] {
  return pieces.map((piece, i) => {
    const next = pieces[i + 1];
    const taken = next?.kind === "said" && next.parts[0] === TAKEN_BACK;
    if (piece.kind !== "words" || !taken) return piece;
    return { ...piece, text: piece.text.replace(/完成(?=[^，。；！？]*$)/, "") };
  });
}

/** Whether every bracket that is opened is closed: only then do commas inside stand for nothing. */
function balanced(pieces: readonly Piece<unknown>[]): boolean {
  let depth = 0;
  for (const piece of pieces) {
    if (piece.kind !== "words") continue;
    for (const c of piece.text) {
      if (OPENING.test(c)) depth += 1;
      else if (CLOSING.test(c)) depth -= 1;
      if (depth < 0) return false;
    }
  }
  return depth === 0;
}

function clausesOf<Style>(pieces: readonly Piece<Style>[]): Clause<Style>[] {
  const counting = balanced(pieces);
  const clauses: Clause<Style>[] = [];
  let open: Piece<Style>[] = [];
  let depth = 0;
  for (const piece of pieces) {
    if (piece.kind !== "words") {
      open.push(piece);
      continue;
    }
    let from = 0;
    [...piece.text.matchAll(/[\s\S]/gu)].forEach(({ 0: c, index }) => {
      if (counting && OPENING.test(c)) depth += 1;
      else if (counting && CLOSING.test(c)) depth -= 1;
      if (depth > 0 || !CLAUSE_END.test(c)) return;
      if (index > from) open.push({ ...piece, text: piece.text.slice(from, index) });
      clauses.push({ pieces: open, mark: { text: c, style: piece.style } });
      open = [];
      from = index + c.length;
    });
    if (from < piece.text.length) open.push({ ...piece, text: piece.text.slice(from) });
  }
  if (open.length > 0) clauses.push({ pieces: open, mark: null });
  return clauses;
}

const isBlank = ({ pieces }: Clause<unknown>): boolean =>
  pieces.every((piece) => piece.kind !== "solid") && textOfPieces(pieces).trim() === "";

const figuresIn = ({ pieces }: Clause<unknown>) =>
  pieces.flatMap((piece) => (piece.kind === "said" && piece.weight !== "plain" ? [piece] : []));

/** Pictures and breaks survive their clause. */
const solidsOf = <Style>(clauses: readonly Clause<Style>[]): Piece<Style>[] =>
  clauses.flatMap(({ pieces }) => pieces.filter((piece) => piece.kind === "solid"));

/** 其中 needs the whole that it is a part of. */
function withoutPartWord<Style>({ pieces, mark }: Clause<Style>): Clause<Style> {
  const [first, ...rest] = pieces;
  if (first?.kind !== "words") return { pieces, mark };
  return { pieces: [{ ...first, text: first.text.replace(/^(\s*)其中[：:]?/, "$1") }, ...rest], mark };
}

/** Which clauses of a sentence are said. */
function keptOf<Style>(clauses: readonly Clause<Style>[], subjects: Subjects<Style>): Clause<Style>[] {
  const kept: Clause<Style>[] = [];
  const speaks = (clause: Clause<Style>): Clause<Style> => ({
    ...clause,
    pieces: [...subjects.said(clause.pieces)],
  });
  // Whether the last clause with figures of its own was said: what follows speaks of it.
  let spoken: boolean | null = null;
  let anySpoken = false;
  for (const clause of clauses) {
    const figures = figuresIn(clause);
    if (figures.length === 0) {
      if (!isBlank(clause)) kept.push(clause);
      continue;
    }
    const follows = figures.every((figure) => figure.weight === "follower");
    const said: boolean = figures.some((figure) => !figure.empty) && !(follows && spoken === false);
    if (said) kept.push(speaks(spoken !== null && !anySpoken ? withoutPartWord(clause) : clause));
    else subjects.left(clause.pieces);
    if (!follows) spoken = said;
    anySpoken ||= said;
  }
  const silent = !anySpoken && clauses.some((clause) => figuresIn(clause).length > 0);
  if (silent) subjects.left(clauses.flatMap(({ pieces }) => pieces));
  return silent ? [] : kept;
}

function settleSentence<Style>(clauses: readonly Clause<Style>[], subjects: Subjects<Style>): Piece<Style>[] {
  const kept = keptOf(clauses, subjects);
  if (kept.length === 0) return solidsOf(clauses);
  const end = clauses.at(-1)?.mark ?? null;
  return kept.flatMap(({ pieces, mark }, i): Piece<Style>[] => {
    const behind = i === kept.length - 1 ? end : mark;
    return behind === null ? pieces : [...pieces, { kind: "words", style: behind.style, text: behind.text }];
  });
}

/** The full stop of a sentence that is not said takes the place of the semicolon before it, as that behind a loop does. */
function endAt<Style>(settled: Piece<Style>[], mark: { text: string; style: Style }): void {
  const last = settled.at(-1);
  if (last?.kind === "words" && last.text === "；")
    settled[settled.length - 1] = { ...last, text: mark.text };
}

/** What is left of a paragraph; a title, a cell or a line stays whole. */
export function settle<Style>(given: readonly Piece<Style>[]): Piece<Style>[] {
  const pieces = withoutDone(withoutDoubledUnits(given));
  if (!isProse(pieces)) return pieces;
  const settled: Piece<Style>[] = [];
  const subjects = new Subjects<Style>();
  let sentence: Clause<Style>[] = [];
  for (const clause of clausesOf(pieces)) {
    sentence.push(clause);
    if (clause.mark === null || !SENTENCE_END.test(clause.mark.text)) continue;
    const said = settleSentence(sentence, subjects);
    if (said.length === 0) endAt(settled, clause.mark);
    settled.push(...said);
    sentence = [];
  }
  if (sentence.length > 0) settled.push(...settleSentence(sentence, subjects));
  return settled;
}
