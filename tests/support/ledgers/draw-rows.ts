/** One row of a ledger as cells, with what the reader must make of it; and the defects that people put into ledgers. */
import type { Random } from "../demo/random";
import type { TrueProject } from "./ledger-projects";
import type { LedgerStyle } from "./ledger-style";
import type { ColumnKey } from "./ledger-words";
import type { GridCell } from "./write-grid";
import {
  writeAgreement,
  writeAmount,
  writeCode,
  writeCompany,
  writeDay,
  writeFlow,
  writeName,
  writePlace,
  writeStage,
} from "./write-values";

export interface Expectation {
  kind: string;
  severity: "error" | "warning";
}

export interface DrawnRow {
  cells: Partial<Record<ColumnKey, GridCell>>;
  /** Cells of further rows of the same project: one for each further investor. */
  further: Partial<Record<ColumnKey, GridCell>>[];
  truth: TrueProject;
  /** False when the row has an error. */
  counts: boolean;
  expected: Expectation[];
  /** Year of a start whose month cannot be told. */
  startYear?: number;
}

export function drawProject(project: TrueProject, style: LedgerStyle, random: Random): DrawnRow {
  const { province, city } = writePlace(project, style);
  const formal = project.agreement === "正式" ? project.signDate : null;
  const framework = project.agreement === "框架" ? project.signDate : null;
  return {
    truth: { ...project },
    counts: true,
    expected: [],
    further: [],
    cells: {
      chain: project.chain,
      name: writeName(project, style, random),
      content: "新建厂房及附属设施",
      company: writeCompany(project, style, random),
      uscc: style.company === "alone" ? writeCode(project.uscc, random) : null,
      province,
      city,
      total: writeAmount(project.totalWan, style, random),
      fixed: writeAmount(project.fixedWan, style, random),
      agreement: writeAgreement(project.agreement, random),
      signDate: writeDay(project.signDate, style, random),
      frameworkDate: framework ? writeDay(framework, style, random) : null,
      formalDate: formal ? writeDay(formal, style, random) : null,
      startDate: writeDay(project.startDate, style, random),
      arrived: writeFlow(project.arrivedWan, style, random),
      fai: writeFlow(project.faiWan, style, random),
      dept: project.dept,
      officer: project.officer,
      progress: project.progress,
      stage: writeStage(project.stage, style, random),
      leader: random.pick(["王××", "李××", "赵××"]),
      projectCode: `2605-230203-04-01-${random.int(100_000, 999_999)}`,
      nature: random.pick(["新建", "扩建", "技改"]),
      plannedStart: random.pick(["2026年6月", "2027年3月", "—"]),
      place: random.pick(["建华街道", "北苑开发区", "曙光街道"]),
      remark: random.pick([null, null, "省级重点"]),
    },
  };
}

type Defect = (row: DrawnRow, style: LedgerStyle, random: Random) => boolean;

const fail = (row: DrawnRow, kind: string): true => {
  row.counts = false;
  row.expected.push({ kind, severity: "error" });
  return true;
};

const warn = (row: DrawnRow, kind: string): true => {
  row.expected.push({ kind, severity: "warning" });
  return true;
};

/** Each puts one thing into a row that a reader must notice; false when the row cannot hold it. */
export const DEFECTS: Record<string, Defect> = {
  "month number that may be January or October": (row, style) => {
    if (!row.truth.startDate) return false;
    row.cells.startDate = style.format.startsWith("csv") ? "2026.1" : { number: 2026.1, format: "0.00" };
    row.truth.startDate = null;
    row.startYear = 2026;
    return warn(row, "ambiguous-date");
  },
  "total in words": (row, _style, random) => {
    row.cells.total = random.pick(["三五个亿", "3-5亿元", "以合同为准"]);
    return fail(row, "amount-unread");
  },
  "total in dollars": (row) => {
    row.cells.total = "500万美元";
    return fail(row, "foreign-currency");
  },
  "no name": (row) => {
    row.cells.name = null;
    return fail(row, "missing-name");
  },
  "a day that does not exist": (row, style) => {
    if (!row.truth.startDate || style.dates === "serial") return false;
    row.cells.startDate = "2026-02-30";
    return fail(row, "date-impossible");
  },
  "broken reference": (row, style) => {
    if (style.format !== "xlsx" && style.format !== "xls") return false;
    row.cells.fai = { error: "#REF!" };
    return fail(row, "cell-error");
  },
  "signed without a total": (row) => {
    if (row.truth.agreement === null) return false;
    row.cells.total = "待定";
    return fail(row, "amount-missing");
  },
  "lead without a total": (row) => {
    if (row.truth.stage !== "线索") return false;
    row.cells.total = "待定";
    row.truth.totalWan = null;
    return warn(row, "amount-missing");
  },
  "approximate total": (row) => {
    row.cells.total = `约${row.truth.totalWan}万元`;
    return warn(row, "amount-approximate");
  },
  "wrong check character": (row, style) => {
    if (!row.truth.uscc || style.company !== "alone") return false;
    const last = row.truth.uscc.at(-1) === "1" ? "2" : "1";
    row.truth.uscc = row.truth.uscc.slice(0, 17) + last;
    row.cells.uscc = row.truth.uscc;
    return warn(row, "uscc-check");
  },
  "code one character short": (row, style) => {
    if (!row.truth.uscc || style.company !== "alone" || style.place === "absent") return false;
    row.cells.uscc = row.truth.uscc.slice(0, 17);
    row.truth.uscc = null;
    return warn(row, "uscc-shape");
  },
  "planned start": (row, style) => {
    if (row.truth.startDate || style.stage === "absent") return false;
    row.cells.startDate = "预计2026年12月";
    return warn(row, "date-planned");
  },
  "start before signing": (row, style) => {
    if (!row.truth.startDate || !row.truth.signDate || style.dates === "serial") return false;
    row.truth.startDate = "2024-05-06";
    row.cells.startDate = "2024.5.6";
    return warn(row, "start-before-sign");
  },
  "fixed above total": (row) => {
    row.truth.fixedWan = (row.truth.totalWan ?? 0) + 500;
    row.cells.fixed = `${row.truth.fixedWan}万元`;
    return warn(row, "fixed-above-total");
  },
  "building site at a lead": (row, style) => {
    if (row.truth.stage !== "线索" || style.stage === "absent") return false;
    row.truth.progress = "主体施工";
    row.cells.progress = "主体施工";
    return warn(row, "progress-ahead-of-stage");
  },
  "month only": (row, style) => {
    if (!row.truth.signDate || style.agreement === "two-dates") return false;
    row.truth.signDate = "2026-03-01";
    row.cells.signDate = "2026年3月";
    return warn(row, "date-month-only");
  },
};

/** Puts a few defects in, each into another row. */
export function addDefects(rows: DrawnRow[], style: LedgerStyle, random: Random): void {
  const untouched = rows.filter((row) => row.further.length === 0);
  for (const name of Object.keys(DEFECTS).filter(() => random.chance(0.7))) {
    for (let attempt = 0; attempt < 8 && untouched.length > 0; attempt++) {
      const at = random.int(0, untouched.length - 1);
      const row = untouched[at];
      if (!row || !DEFECTS[name]?.(row, style, random)) continue;
      untouched.splice(at, 1);
      break;
    }
  }
}

/** The same project entered a second time, in the same words. */
export function repeatRow(row: DrawnRow): DrawnRow {
  return { ...row, further: [], counts: false, expected: [{ kind: "duplicate", severity: "error" }] };
}

/** A second investor below the first: the project's own cells are merged over both rows. */
export function addInvestorRow(row: DrawnRow): void {
  row.further.push({ company: "第二投资方（齐齐哈尔）有限公司", uscc: null, province: null, city: null });
  row.expected.push({ kind: "several-investors", severity: "warning" });
}
