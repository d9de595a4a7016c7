/**
 * How tall a row must be for its wrapped text. Office programs do not agree on whether they work it out themselves when a
 * file comes without heights, and text that runs over its neighbours cannot be handed in.
 */
const LINE_POINTS = 13.5;
const PADDING_POINTS = 4.5;
/** What a row without wrapped text is tall. */
export const ROW_POINTS = 18;
/** No spreadsheet holds taller rows. */
const TALLEST_POINTS = 409;
/** Room that the cell's edges take, in digits. */
const EDGES = 1;
/** Other fonts than the named ones run a little wider. */
const SLACK = 1.05;

/** Width in digits: a Chinese character is as wide as two. */
function digitsWide(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) > 0x2e7f ? 2 : 1;
  return width * SLACK;
}

/** Lines that a text takes in a column of `width` digits. */
export function linesOf(text: string, width: number): number {
  const room = Math.max(1, width - EDGES);
  // The common case without walking through the text: even all in Chinese it fits.
  if (text.length * 2 * SLACK <= room && !text.includes("\n")) return 1;
  let lines = 0;
  for (const part of text.split("\n")) lines += Math.max(1, Math.ceil(digitsWide(part) / room));
  return lines;
}

/** Points; null when one line does. */
export const heightFor = (lines: number): number | null =>
  lines <= 1 ? null : Math.min(TALLEST_POINTS, Math.max(ROW_POINTS, lines * LINE_POINTS + PADDING_POINTS));
