/** The parts of the package beside its sheets: types, relations, properties, names. */
import { stylesXml } from "./styles";
import type { Sheet, WorkbookFrame } from "./write-workbook";
import { columnName, escapeXml, LINKS, MAIN, XML } from "./xml";

/** Sheet names: at most 31 characters, without the characters Excel refuses. */
const safeSheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31);

const quoted = (name: string) => `'${escapeXml(safeSheetName(name)).replaceAll("'", "''")}'`;

/** Excel keeps a sheet's filter under a hidden name as well, with every part of the place fixed. */
const filterName = ({ name }: Sheet, area: string | undefined): string =>
  area === undefined ? "" : `${quoted(name)}!${area.replace(/([A-Z]+)(\d+)/g, "$$$1$$$2")}`;

/** What every printed page repeats: the header, and the frozen columns when the sheet is several pages wide. */
function printTitles({ name, freeze, headerFrom = 0, pagesWide = 1 }: Sheet): string {
  const sheet = quoted(name);
  const columns =
    freeze && freeze.columns > 0 && pagesWide > 1 ? [`$A:$${columnName(freeze.columns - 1)}`] : [];
  const rows = freeze && freeze.rows > 0 ? [`$${headerFrom + 1}:$${freeze.rows}`] : [];
  return [...columns, ...rows].map((area) => `${sheet}!${area}`).join(",");
}

/** `filters`: the filtered areas by the index of their sheet. */
export function workbookXml(sheets: readonly Sheet[], filters: ReadonlyMap<number, string>): string {
  const list = sheets
    .map(
      (s, i) =>
        `<sheet name="${escapeXml(safeSheetName(s.name))}" sheetId="${i + 1}"${s.hidden ? ' state="hidden"' : ""} r:id="rId${i + 1}"/>`,
    )
    .join("");
  const named = (name: string, i: number, areas: string, more = "") =>
    areas === ""
      ? []
      : [`<definedName name="_xlnm.${name}" localSheetId="${i}"${more}>${areas}</definedName>`];
  const titles = sheets.flatMap((s, i) => [
    ...named("_FilterDatabase", i, filterName(s, filters.get(i)), ' hidden="1"'),
    ...named("Print_Titles", i, printTitles(s)),
  ]);
  return `${XML}<workbook ${MAIN} ${LINKS}><bookViews><workbookView activeTab="0"/></bookViews><sheets>${list}</sheets>${titles.length > 0 ? `<definedNames>${titles.join("")}</definedNames>` : ""}</workbook>`;
}

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** The parts that can be written before the rows are known. */
export function packageParts(sheets: readonly Sheet[], frame: WorkbookFrame): [string, string][] {
  const overrides = sheets
    .map(
      (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
    )
    .join("");
  const links = sheets
    .map(
      (_, i) =>
        `<Relationship Id="rId${i + 1}" Type="${RELATION}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
    )
    .join("");
  return [
    [
      "[Content_Types].xml",
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${overrides}</Types>`,
    ],
    [
      "_rels/.rels",
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ],
    [
      "docProps/core.xml",
      `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(frame.title)}</dc:title><dc:creator>${escapeXml(frame.author)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${frame.createdAt.toISOString()}</dcterms:created></cp:coreProperties>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${links}<Relationship Id="rId${sheets.length + 1}" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ["xl/styles.xml", stylesXml()],
  ];
}
