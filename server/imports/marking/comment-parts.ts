/** Comments of a sheet: their texts in one part, their yellow boxes in a drawing of an older kind that Excel and WPS still want. */
import { parseRef } from "../reading/workbook";

const AUTHOR = "链上招商";

const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids exactly these.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

const NEW_COMMENTS = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors><commentList></commentList></comments>`;

const NEW_DRAWING = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>`;

/** One box, two columns wide, right of its cell. It shows when the mouse rests on the cell. */
function boxOf(cell: string, number: number): string {
  const place = parseRef(cell) ?? { row: 1, col: 1 };
  const [row, column] = [place.row - 1, place.col - 1];
  return `<v:shape id="_x0000_m${number}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1}, 12, ${Math.max(0, row - 1)}, 4, ${column + 4}, 12, ${row + 4}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
}

export interface CommentParts {
  comments: string;
  drawing: string;
}

/** The parts with a comment on every marked cell. A cell that has a comment already keeps it, and ours stands below. */
export function addComments(
  texts: ReadonlyMap<string, string>,
  present: Partial<CommentParts>,
): CommentParts {
  let comments = present.comments ?? NEW_COMMENTS;
  const prefix = /<(\w+:)?comments\b/.exec(comments)?.[1] ?? "";
  const author = (comments.match(/<(?:\w+:)?author\b/g) ?? []).length;
  const run = (text: string) =>
    `<${prefix}r><${prefix}t xml:space="preserve">${escapeXml(text)}</${prefix}t></${prefix}r>`;
  const added: string[] = [];
  const boxes: string[] = [];
  for (const [cell, text] of texts) {
    const own = new RegExp(`(<(?:\\w+:)?comment\\b[^>]*\\sref="${cell}"[^>]*>[\\s\\S]*?)(</(?:\\w+:)?text>)`);
    if (own.test(comments)) {
      comments = comments.replace(
        own,
        (_, head: string, end: string) => `${head}${run(`\n${AUTHOR}：${text}`)}${end}`,
      );
      continue;
    }
    added.push(
      `<${prefix}comment ref="${cell}" authorId="${author}"><${prefix}text>${run(text)}</${prefix}text></${prefix}comment>`,
    );
    boxes.push(boxOf(cell, boxes.length + 1));
  }
  comments = comments
    .replace(/<((?:\w+:)?)authors\s*\/>/, "<$1authors></$1authors>")
    .replace(/<((?:\w+:)?)commentList\s*\/>/, "<$1commentList></$1commentList>")
    .replace(/(<\/(?:\w+:)?authors>)/, (end) => `<${prefix}author>${AUTHOR}</${prefix}author>${end}`)
    .replace(/(<\/(?:\w+:)?commentList>)/, (end) => `${added.join("")}${end}`);
  const drawing = (present.drawing ?? NEW_DRAWING).replace(/<\/xml>\s*$/, () => `${boxes.join("")}</xml>`);
  return { comments, drawing };
}
