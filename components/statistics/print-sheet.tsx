"use client";
/** 月报表 on paper: A3 landscape with the heading of the form, all columns, signatures, definitions and who printed when. */
import clsx from "clsx";
import type { CSSProperties } from "react";
import { formatDay, formatInstant, UNIT_LABEL } from "@/components/shared/format";
import { Light } from "@/components/shared/light";
import { useUnit } from "@/components/shared/unit-switch";
import { useViewer } from "@/components/shared/viewer";
import { CUTS } from "@/server/contracts/statistics";
import { monthStateWords } from "@/server/domain/month-states";
import { dayOf, monthLabel, monthNumberOf, yearStart } from "@/server/domain/periods";
import { type FigureKind, reportNotes } from "@/server/domain/statistics-columns";
import { isMarked, OPENING_MARK, openingNotes } from "@/server/domain/statistics-opening";
import { allPlaces, type FigurePlace, figureAt, type PlacedGroup, placeCount } from "./figure-places";
import { figureText } from "./figure-text";
import { paperColumns } from "./paper-columns";
import { paperType } from "./paper-type";
import { PrintSignatures, PrintTitle } from "./print-title";
import { edgeBefore, useUnitWord } from "./report-head";
import { leadNames } from "./report-table";
import type { Report, ReportRow } from "./statistics-types";

/** Width of a figure on paper, in millimetres. */
const WIDTH: Record<FigureKind, number> = {
  count: 8.2,
  rank: 7,
  amount: 15.5,
  usd: 12,
  percent: 10,
  points: 18,
};
const LONG_HEADER = 6;
/** Above and below the words of a row: more rows stand closer, so that the longest tables keep their definitions on the sheet. */
const airOf = (rows: number): number => (rows <= FEW_ROWS ? 1.8 : rows <= 20 ? 1.1 : 0.45);
const FEW_ROWS = 12;
/** What stands beside the names on one sheet when the comparison makes the table wider than the paper. */
const SHEET_WIDTH = 345;

const widthOf = ({ kind, column }: FigurePlace): number =>
  kind === "count" && column.header.length >= LONG_HEADER ? WIDTH.count + 2 : WIDTH[kind];
const groupWidth = (group: PlacedGroup): number => allPlaces([group]).reduce((sum, p) => sum + widthOf(p), 0);

/** Groups side by side as long as the paper holds them; the plain report always stands on one sheet. */
function sheetsOf(groups: readonly PlacedGroup[], compare: boolean): PlacedGroup[][] {
  if (!compare) return [[...groups]];
  const sheets: PlacedGroup[][] = [];
  let room = 0;
  for (const group of groups) {
    const width = groupWidth(group);
    if (sheets.length === 0 || width > room) {
      sheets.push([]);
      room = SHEET_WIDTH;
    }
    sheets.at(-1)?.push(group);
    room -= width;
  }
  return sheets;
}

interface PrintSheetProps {
  report: Report;
  groups: readonly PlacedGroup[];
  compare: boolean;
}

export function PrintSheet({ report, groups, compare }: PrintSheetProps) {
  const { unit } = useUnit();
  const viewer = useViewer();
  const span = monthLabel(report.month, yearStart(report.month));
  const cut = report.cut === "chain" ? "" : `（${CUTS[report.cut]}）`;
  const title = `${report.district}招商引资情况月报表（${span}）${cut}`;
  const replaced = report.closed ? replacedWords(report.closed) : "";
  const asOf = report.knownOn ? `${report.knownOn} 日终所知` : formatInstant(new Date(report.asOf));
  return (
    <div className="print-only print-wide text-[7.5pt] leading-[1.35]">
      <PageFoot words={`${title}${replaced} · ${viewer.name} · ${asOf}`} />
      <PrintTitle
        title={
          <>
            {title}
            <span className="text-[12pt] font-normal">{replaced}</span>
          </>
        }
        district={report.district}
        bureau={report.bureau}
        middle={
          <>
            统计期间：{span}（本月指{monthNumberOf(report.month)}月，
            {monthStateWords(report.state)}
            {compare ? "，上年同期为上年相同月份" : ""}）
          </>
        }
        right={<>金额单位：{UNIT_LABEL[unit]}</>}
      />
      {sheetsOf(groups, compare).map((sheet) => (
        <PaperTable key={sheet[0]?.id} report={report} groups={sheet} compare={compare} />
      ))}
      <PrintSignatures />
      <Definitions report={report} groups={groups} compare={compare} />
      <p className="mt-2 border-t border-line pt-1">
        {viewer.name} 打印 · {report.closed ? closedWords(report.closed) : `数据时点 ${asOf}`} ·
        内部资料，请勿外传
      </p>
    </div>
  );
}

/** Which version of a closed month it is, so that two of them on paper can be told apart. */
const closedWords = ({ version, signers, at, hash }: NonNullable<Report["closed"]>): string =>
  `关账第${version}版（${signers.map((s) => s.name).join("、")} ${formatInstant(new Date(at))}，校验码 ${hash.slice(0, 16)}）`;

/** Of a version that is no longer the one in force: which one it is, and which one took its place. */
const replacedWords = ({ version, versions, latestAt }: NonNullable<Report["closed"]>): string =>
  version < versions
    ? `　第${version}版，已由第${versions}版（${formatDay(dayOf(new Date(latestAt)))}）更正`
    : "";

/** Which report it is, who printed it and when, at the foot of every sheet of paper: sheets get parted. */
function PageFoot({ words }: { words: string }) {
  // Escaped character by character: a name must not end the text and write style rules of its own.
  const content = Array.from(words, (c) => `\\${c.codePointAt(0)?.toString(16)} `).join("");
  return <style>{`@page wide { @bottom-left { content: "${content}"; font-size: 8pt; } }`}</style>;
}

function Definitions({ report, groups, compare }: PrintSheetProps) {
  return (
    <section className="mt-2 break-inside-avoid">
      <p className="font-semibold">口径说明</p>
      <ol className="list-decimal pl-4">
        {[...reportNotes(report.shape, report.month), ...openingNotes(report.rows, compare)].map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ol>
      <ul
        className={clsx(
          "mt-1 columns-3 gap-x-5",
          report.rows.length <= FEW_ROWS && !compare ? "text-[7.5pt]" : "text-[6.5pt]",
        )}
      >
        {groups.flatMap((group) =>
          group.columns.map(({ column }) => (
            <li key={column.id} className="break-inside-avoid">
              <b>
                {group.name}·{column.header}
              </b>
              　{column.definition}
            </li>
          )),
        )}
      </ul>
    </section>
  );
}

const CELL = "border border-line px-[0.6mm] py-(--row-air)";

function PaperTable({ report, groups, compare }: PrintSheetProps) {
  const places = allPlaces(groups);
  const lead = leadNames(report.cut);
  const { unit } = useUnit();
  const airMm = airOf(report.rows.length);
  const columns = paperColumns(report, places, lead.length > 1, unit);
  const { shares, pt } = paperType(columns, report.rows.length, airMm);
  return (
    <table
      style={{ "--row-air": `${airMm}mm`, fontSize: `${pt}pt` } as CSSProperties}
      className="mb-3 w-full break-inside-avoid table-fixed border-collapse text-right tabular-nums"
    >
      <colgroup>
        {shares.map((share, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
          <col key={i} style={{ width: `${share * 100}%` }} />
        ))}
      </colgroup>
      <PaperHead groups={groups} lead={lead} compare={compare} />
      <tbody>
        {report.rows.map((row) => (
          <PaperRow key={row.key} row={row} places={places} withPeople={lead.length > 1} />
        ))}
      </tbody>
    </table>
  );
}

/** 本月个数 breaks in the middle when its column holds a figure as narrow as a count. */
function PaperHeader({ column: { kind, header } }: { column: FigurePlace["column"] }) {
  if (kind !== "count" || header.length <= 3) return header;
  return (
    <>
      <span className="inline-block">{header.slice(0, 2)}</span>
      <wbr />
      <span className="inline-block">{header.slice(2)}</span>
    </>
  );
}

function PaperHead({
  groups,
  lead,
  compare,
}: {
  groups: readonly PlacedGroup[];
  lead: string[];
  compare: boolean;
}) {
  const unitWord = useUnitWord();
  const head = clsx(CELL, "bg-sunken text-center font-medium");
  return (
    <thead>
      <tr>
        {lead.map((name) => (
          <th key={name} scope="col" rowSpan={compare ? 3 : 2} className={head}>
            {name}
          </th>
        ))}
        {groups.map((group) => (
          <th key={group.id} scope="colgroup" colSpan={placeCount(group)} className={head}>
            {group.name}
          </th>
        ))}
      </tr>
      <tr>
        {groups.flatMap((group) =>
          group.columns.map(({ column, places }) => (
            <th key={column.id} scope="col" colSpan={places.length} className={head}>
              <PaperHeader column={column} />
              <span className="block text-[0.8em] font-normal">{unitWord(column.kind)}</span>
            </th>
          )),
        )}
      </tr>
      {compare ? (
        <tr>
          {allPlaces(groups).map((place) => (
            <th key={`${place.column.id}-${place.side}`} scope="col" className={clsx(head, "text-[0.87em]")}>
              {place.sideName}
              {place.side === "change" ? <span className="block">{unitWord(place.kind)}</span> : null}
            </th>
          ))}
        </tr>
      ) : null}
    </thead>
  );
}

function PaperRow({
  row,
  places,
  withPeople,
}: {
  row: ReportRow;
  places: readonly FigurePlace[];
  withPeople: boolean;
}) {
  const { unit } = useUnit();
  const sum = row.kind === "subtotal" || row.kind === "total";
  return (
    <tr className={clsx(sum && "bg-sunken font-semibold")}>
      <th scope="row" className={clsx(CELL, "text-left", sum ? "font-semibold" : "font-normal")}>
        {row.name}
      </th>
      {withPeople ? (
        <>
          <td className={clsx(CELL, "text-center")}>{row.leader}</td>
          <td className={clsx(CELL, "text-center")}>{row.department}</td>
        </>
      ) : null}
      {places.map((place, i) => {
        const value = figureAt(row, place);
        const light = place.column.id === "lead" && place.side === "now" ? row.light : null;
        return (
          <td
            key={`${place.column.id}-${place.side}`}
            className={clsx(CELL, "whitespace-nowrap", edgeBefore(places, i))}
          >
            {light ? (
              <span className="mr-0.5 [&_span]:text-[0.87em]">
                <Light state={light} />
              </span>
            ) : null}
            {figureText(place.kind, value, unit)}
            {isMarked(row, place.column.id, place.side) ? OPENING_MARK : null}
          </td>
        );
      })}
    </tr>
  );
}
