/** A sheet of 到位资金明细 in one of several habits, with the truth beside it. */
import { type Random, randomFrom } from "../demo/random";
import { type Grid, type GridCell, type LedgerFormat, writeGrids } from "../ledgers/write-grid";

export interface ArrivalStyle {
  format: LedgerFormat;
  unit: "wan" | "yuan";
  /** Where the unit is written: above the table, in the header, or nowhere. */
  unitIn: "title" | "header" | "nowhere";
  /** The project on every row, merged over its arrivals, or only where it begins. */
  project: "every" | "merged" | "first-only";
  days: "date" | "dotted" | "spoken" | "number";
  /** 资金来源 as a side of the border, or a province. */
  source: "scope" | "place" | "both";
  totals: boolean;
  defects: boolean;
  order: "given" | "shuffled";
}

export interface TrueArrival {
  project: string;
  arrivedOn: string;
  cents: number;
  currency: string;
  payer: string;
  scope: string | null;
  place: string | null;
  voucherNumber: string;
  voucherKind: string;
}
export interface ArrivalTruth {
  arrivals: TrueArrival[];
  /** Rows that cannot be entered, by the kind of their first error. */
  errors: { row: number; kind: string }[];
}

const PROJECTS = ["重型数控机床基地项目", "低温装备产业园项目", "松花江石墨负极项目", "冰雪运动器材项目"];
const PAYERS: [name: string, place: string, scope: string][] = [
  ["沈阳精工控股有限公司", "辽宁省", "省外"],
  ["江苏恒立低温科技有限公司", "江苏省", "省外"],
  ["哈尔滨松江投资有限公司", "黑龙江省", "省内"],
  ["香港北辰国际有限公司", "香港特别行政区", "境外"],
];
const VOUCHERS = ["银行进账单", "银行转账凭证", "验资报告"];
const EPOCH = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

const isoDay = (random: Random): string =>
  new Date(EPOCH + random.int(0, 280) * DAY_MS).toISOString().slice(0, 10);

function truthOf(random: Random, at: number, project: string): TrueArrival {
  const [payer = "", place = "", scope = ""] = PAYERS[random.int(0, PAYERS.length - 1)] ?? [];
  return {
    ...{ project, arrivedOn: isoDay(random), currency: "CNY", payer, scope, place },
    cents: random.int(20, 90_000) * 1_000_000 + random.int(0, 99) * 10_000,
    voucherNumber: `JZ${String(202600100 + at)}`,
    voucherKind: VOUCHERS[random.int(0, VOUCHERS.length - 1)] ?? "",
  };
}

function dayCell(day: string, style: ArrivalStyle["days"]): GridCell {
  const [year, month, date] = day.split("-").map(Number);
  if (style === "date") return { day, format: "yyyy-mm-dd" };
  if (style === "dotted") return `${year}.${month}.${date}`;
  if (style === "spoken") return `${year}年${month}月${date}日`;
  return Number(day.replaceAll("-", ""));
}

const HEADERS = (style: ArrivalStyle): string[] => [
  "序号",
  "项目名称",
  style.days === "dotted" ? "资金到位时间" : "到账日期",
  style.unitIn === "header" ? `到账金额（${style.unit === "wan" ? "万元" : "元"}）` : "到账金额",
  "付款方名称",
  ...(style.source === "place" ? [] : ["资金来源"]),
  ...(style.source === "scope" ? [] : ["来源地"]),
  "凭证种类",
  "凭证编号",
  "备注",
];

function rowOf(style: ArrivalStyle, at: number, row: TrueArrival, project: string | null): GridCell[] {
  return [
    at + 1,
    project,
    dayCell(row.arrivedOn, style.days),
    row.cents / (style.unit === "wan" ? 1_000_000 : 100),
    row.payer,
    ...(style.source === "place" ? [] : [row.scope]),
    ...(style.source === "scope" ? [] : [row.place]),
    row.voucherKind,
    row.voucherNumber,
    null,
  ];
}

/** Rows that no ledger takes: what each of them lacks, and the error that says so. */
const DEFECTS: { kind: string; spoil: (row: GridCell[]) => void }[] = [
  { kind: "detail-incomplete", spoil: (row) => row.splice(2, 1, null) },
  { kind: "detail-incomplete", spoil: (row) => row.splice(2, 1, "2026.1") },
  { kind: "date-impossible", spoil: (row) => row.splice(2, 1, "2026-02-30") },
  { kind: "amount-unread", spoil: (row) => row.splice(3, 1, "见附件") },
  { kind: "amount-negative", spoil: (row) => row.splice(3, 1, -300) },
];

export function drawArrivals(
  style: ArrivalStyle,
  seed: number,
): Promise<{ bytes: Buffer; truth: ArrivalTruth }> {
  const random = randomFrom("arrivals", seed);
  const drawn = PROJECTS.flatMap((project) => Array.from({ length: random.int(2, 5) }, () => project)).map(
    (project, at) => truthOf(random, at, project),
  );
  const arrivals =
    style.order === "given" ? drawn : [...drawn].sort((a, b) => (a.voucherNumber > b.voucherNumber ? -1 : 1));
  const grid: Grid = { name: "到位资金明细", rows: [], merges: [] };
  grid.rows.push([style.unitIn === "title" ? "2026年到位资金明细表（单位：万元）" : "2026年到位资金明细表"]);
  grid.rows.push(HEADERS(style));
  const errors: ArrivalTruth["errors"] = [];
  arrivals.forEach((arrival, at) => {
    const first = arrivals[at - 1]?.project !== arrival.project;
    grid.rows.push(rowOf(style, at, arrival, style.project === "every" || first ? arrival.project : null));
    const top = grid.rows.length;
    const run = arrivals.findIndex((other, i) => i > at && other.project !== arrival.project);
    const bottom = top + (run < 0 ? arrivals.length : run) - at - 1;
    if (style.project === "merged" && first && bottom > top) grid.merges.push([top, 2, bottom, 2]);
  });
  for (const [i, { kind, spoil }] of (style.defects ? DEFECTS : []).entries()) {
    const model = arrivals[0] as TrueArrival;
    const row = rowOf(style, arrivals.length + i, { ...model, voucherNumber: `坏${i}` }, model.project);
    spoil(row);
    grid.rows.push(row);
    errors.push({ row: grid.rows.length, kind });
  }
  if (style.totals) grid.rows.push(["合计", null, null, arrivals.length]);
  grid.rows.push(["注：以银行到账日期为准。"]);
  const told = (row: TrueArrival): TrueArrival => ({
    ...row,
    scope: style.source === "place" ? null : row.scope,
    place: style.source === "scope" ? null : row.place,
  });
  return writeGrids([grid], style.format).then((bytes) => ({
    bytes,
    truth: { arrivals: arrivals.map(told), errors },
  }));
}

const PLAIN: ArrivalStyle = {
  format: "xlsx",
  unit: "wan",
  unitIn: "title",
  project: "every",
  days: "date",
  source: "both",
  totals: true,
  defects: false,
  order: "given",
};
export const ARRIVAL_PRESETS: Record<string, { style: ArrivalStyle; seed: number }> = {
  "arrivals-plain": { style: PLAIN, seed: 1 },
  "arrivals-merged-yuan": {
    style: { ...PLAIN, unit: "yuan", unitIn: "header", project: "merged", days: "spoken", source: "scope" },
    seed: 2,
  },
  "arrivals-csv-no-unit": {
    style: {
      ...PLAIN,
      format: "csv-gb18030",
      unit: "yuan",
      unitIn: "nowhere",
      project: "first-only",
      days: "dotted",
      source: "place",
    },
    seed: 3,
  },
  "arrivals-xls-defects": {
    style: { ...PLAIN, format: "xls", unitIn: "header", days: "number", defects: true },
    seed: 4,
  },
};
