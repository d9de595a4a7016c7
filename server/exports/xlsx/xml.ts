/** What every part of a workbook is written with: declarations, escapes and the names of cells. */
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
export const LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// Control characters have no place in XML 1.0; a workbook that carries one needs repair.
const UNWRITABLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
export const escapeXml = (text: string): string =>
  /[&<>"\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/.test(text)
    ? text.replace(UNWRITABLE, "").replace(/[&<>"]/g, (c) => ESCAPES[c] ?? c)
    : text;
/** Spreadsheets read _x0041_ in a cell as the character with that number; its underscore written so stays what it is. */
export const escapeCell = (text: string): string =>
  escapeXml(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_"));

/** 0 → A, 26 → AA. */
export function columnName(index: number): string {
  let name = "";
  for (let n = index; n >= 0; n = Math.floor(n / 26) - 1) name = String.fromCharCode(65 + (n % 26)) + name;
  return name;
}
export const placeName = (row: number, column: number) => `${columnName(column)}${row + 1}`;
