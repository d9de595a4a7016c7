/** A whole workbook in a style, with the truth beside it. */
import { type Random, randomFrom } from "../demo/random";
import { addDefects, addInvestorRow, type DrawnRow, drawProject, repeatRow } from "./draw-rows";
import { SheetDrawing } from "./draw-sheet";
import { CHAINS, makeProjects, type TrueProject, trueTotals } from "./ledger-projects";
import { type LedgerStyle, settleStyle } from "./ledger-style";
import { type ColumnKey, headerWords } from "./ledger-words";
import { type Grid, type GridCell, writeGrids } from "./write-grid";

export interface LedgerTruth {
  style: LedgerStyle;
  seed: number;
  projects: TrueProject[];
  /** Rows that must be refused, and rows that must be remarked on. */
  problems: { sheet: string; row: number | null; kind: string; severity: "error" | "warning" }[];
  totals: Record<string, unknown>;
}

export interface DrawnLedger {
  bytes: Buffer;
  truth: LedgerTruth;
}

const ORDER: ColumnKey[] = [
  "seq",
  "chain",
  "name",
  "company",
  "uscc",
  "province",
  "city",
  "total",
  "fixed",
  "agreement",
  "signDate",
  "frameworkDate",
  "formalDate",
  "startDate",
  "arrived",
  "fai",
  "dept",
  "officer",
  "progress",
  "stage",
];
const EXTRAS: ColumnKey[] = ["leader", "projectCode", "nature", "plannedStart", "place", "remark"];
const ORDINALS = ["一", "二", "三", "四", "五", "六", "七", "八"];

function columnKeys(style: LedgerStyle, random: Random): ColumnKey[] {
  const without = new Set<ColumnKey>();
  if (!["merged", "repeated", "first-only"].includes(style.chain)) without.add("chain");
  if (style.company !== "alone") without.add("uscc");
  if (style.place !== "two" && style.place !== "short-two") without.add("city");
  if (style.place === "absent") without.add("province");
  if (!["column", "spoken"].includes(style.stage)) without.add("stage");
  if (style.agreement !== "column") without.add("agreement");
  if (style.agreement === "two-dates") without.add("signDate");
  else for (const key of ["frameworkDate", "formalDate"] as const) without.add(key);
  const keys = ORDER.filter((key) => !without.has(key));
  if (style.extras) for (const key of EXTRAS) keys.splice(random.int(3, keys.length), 0, key);
  if (!style.shuffled) return keys;
  const [seq, ...rest] = keys;
  const mixed = rest
    .map((key) => ({ key, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ key }) => key);
  return seq ? [seq, ...mixed] : mixed;
}

/** What a reader can know when the ledger leaves a column out. */
function asKnowable(project: TrueProject, style: LedgerStyle): TrueProject {
  const chain = style.chain === "none" ? null : project.chain;
  if (style.stage !== "absent") return { ...project, chain };
  const stage = project.startDate
    ? "开工"
    : project.agreement === "正式"
      ? "正式签约"
      : project.agreement === "框架"
        ? "框架协议"
        : null;
  return { ...project, chain, stage };
}

interface Group {
  chain: string | null;
  stage: string | null;
  rows: DrawnRow[];
}

function groupsOf(rows: DrawnRow[], style: LedgerStyle): Group[] {
  const byStage = style.stage === "sheet" || style.stage === "section";
  const keyOf = (row: DrawnRow) => (byStage ? row.truth.stage : row.truth.chain) ?? "";
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const group = groups.get(keyOf(row)) ?? { chain: row.truth.chain, stage: row.truth.stage, rows: [] };
    group.rows.push(row);
    groups.set(keyOf(row), group);
  }
  return [...groups.values()];
}

/** Inside a group of one stage, rows of one chain stand together. */
function runsOf(rows: DrawnRow[]): DrawnRow[][] {
  const runs: DrawnRow[][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.[0]?.truth.chain === row.truth.chain) last?.push(row);
    else runs.push([row]);
  }
  return runs;
}

class LedgerDrawing {
  private seq = 0;
  readonly problems: LedgerTruth["problems"] = [];
  readonly grids: Grid[] = [];

  constructor(
    private readonly style: LedgerStyle,
    private readonly random: Random,
  ) {}

  drawSheet(name: string, title: string, groups: Group[]): void {
    const header = headerWords(
      columnKeys(this.style, randomFrom("columns", this.random.int(0, 9))),
      this.style,
      this.random,
    );
    const drawing = new SheetDrawing(name, this.style, header);
    drawing.drawTitle(title, this.random);
    drawing.drawHeader();
    const all = groups.flatMap((group) => group.rows);
    if (this.style.totals === "grand-first") this.drawTotal(drawing, "合计", all);
    for (const [i, group] of groups.entries()) this.drawGroup(drawing, group, i);
    if (this.style.totals === "grand-last" || this.style.totals === "after")
      this.drawTotal(drawing, "合  计", all);
    const unitNote = this.style.unitAt === "note" ? `金额单位为${this.style.unit}，另有标注的除外；` : "";
    drawing.line(`注：1.${unitNote}2.本表为内部资料，请妥善保管。`, this.random.chance(0.5));
    if (this.random.chance(0.5)) drawing.push(["单位负责人：", null, "填表人：", null, "联系电话："]);
    for (const { row, at } of drawing.placed) {
      const below = row.further.length > 0 ? 1 : 0;
      for (const { kind, severity } of row.expected) {
        this.problems.push({
          sheet: name,
          row: kind === "several-investors" ? at + below : at,
          kind,
          severity,
        });
      }
    }
    if (this.style.hiddenRow && drawing.placed[1]) {
      drawing.grid.hiddenRows = [drawing.placed[1].at];
      this.problems.push({ sheet: name, row: drawing.placed[1].at, kind: "hidden-row", severity: "warning" });
    }
    this.grids.push(drawing.grid);
  }

  private drawGroup(drawing: SheetDrawing, group: Group, index: number): void {
    const { style, random } = this;
    if (style.chain === "nested" && (index === 0 || index === 3)) {
      drawing.line(`${index === 0 ? "一" : "二"}、${index === 0 ? "承接产业链" : "创新产业链"}`, true);
    }
    if (style.chain === "section" || style.chain === "nested")
      this.drawHeading(drawing, `${group.chain}产业链`, group, index);
    if (style.stage === "section") this.drawHeading(drawing, `${group.stage}项目`, group, index);
    if (style.totals === "before" && style.chain !== "section" && style.chain !== "nested")
      this.drawTotal(drawing, "小计", group.rows);
    for (const run of runsOf(group.rows)) this.drawRun(drawing, run);
    if (style.totals === "after")
      this.drawTotal(drawing, random.pick(["小计", "小 计", `${group.chain ?? ""}小计`]), group.rows);
    if (style.blankRows) drawing.push([]);
    if (
      style.repeatHeaderEvery !== null &&
      drawing.placed.length >= style.repeatHeaderEvery &&
      index % 2 === 0
    )
      drawing.drawHeader();
  }

  private drawHeading(drawing: SheetDrawing, words: string, group: Group, index: number): void {
    const { style, random } = this;
    const ordinal = ORDINALS[style.chain === "nested" && index >= 3 ? index - 3 : index] ?? "八";
    const counted = this.random.chance(0.5) ? `（${group.rows.length}个）` : "";
    if (style.totals === "before" && drawing.has("seq")) {
      drawing.push(
        drawing.cells({
          seq: style.chain === "nested" ? `（${ordinal}）` : ordinal,
          name: words + counted,
          total: this.sumCell(group.rows),
        }),
      );
      return;
    }
    const text =
      style.chain === "nested" ? `（${ordinal}）${words}${counted}` : `${ordinal}、${words}${counted}`;
    drawing.line(text, random.chance(0.7));
  }

  private drawRun(drawing: SheetDrawing, run: DrawnRow[]): void {
    const top = drawing.nextRow;
    run.forEach((row, i) => {
      this.seq += 1;
      row.cells.seq = this.seq;
      if (i > 0 && (this.style.chain === "merged" || this.style.chain === "first-only"))
        row.cells.chain = null;
      else if (row.cells.chain && this.style.chain !== "none")
        row.cells.chain = this.random.pick([row.cells.chain, `${row.truth.chain}产业链`]);
      drawing.drawRow(row);
    });
    const merges =
      this.style.chain === "merged" &&
      (this.style.format === "html" || !/^(csv|tsv)/.test(this.style.format));
    if (merges && run.every((row) => row.further.length === 0))
      drawing.mergeDown("chain", top, drawing.nextRow - 1);
  }

  private sumCell(rows: DrawnRow[]): GridCell {
    if (rows.some((row) => !row.counts) || this.random.chance(0.3)) return null;
    const wan = rows.reduce((total, row) => total + (row.truth.totalWan ?? 0), 0);
    return this.style.unit === "万元"
      ? wan
      : this.style.unit === "元"
        ? wan * 10_000
        : Number((wan / 10_000).toFixed(4));
  }

  private drawTotal(drawing: SheetDrawing, label: string, rows: DrawnRow[]): void {
    const grand = /合/.test(label);
    const at = grand && this.random.chance(0.5) ? "seq" : "name";
    const cells = drawing.cells({ [at]: label, total: this.sumCell(rows) });
    if (grand && at === "seq" && rows.every((row) => row.counts)) {
      const name = drawing.columnOf("name") - 1 - this.style.offset[1];
      cells[name] = `${rows.length}个`;
    }
    drawing.push(cells);
  }
}

const TITLE = "××区2026年招商引资项目台账";

function summaryGrid(projects: TrueProject[]): Grid {
  const rows = CHAINS.map((chain, i): GridCell[] => [
    i + 1,
    chain,
    projects.filter((p) => p.chain === chain).length,
  ]);
  return {
    name: "汇总",
    rows: [["产业链项目汇总表"], ["序号", "产业链", "项目个数"], ...rows],
    merges: [[1, 1, 1, 3]],
  };
}

function oldGrid(): Grid {
  return {
    name: "2024年旧台账",
    hidden: true,
    rows: [
      ["序号", "项目名称", "投资方", "计划总投资（万元）", "当前阶段"],
      [1, "旧年度遗留项目", "旧年度有限公司", 8000, "投产"],
    ],
    merges: [],
  };
}

function drawWorkbook(drawing: LedgerDrawing, style: LedgerStyle, rows: DrawnRow[]): void {
  const groups = groupsOf(rows, style);
  if (style.chain === "sheet") {
    for (const group of groups) drawing.drawSheet(group.chain ?? "其他", TITLE, [group]);
  } else if (style.stage === "sheet") {
    for (const group of groups) drawing.drawSheet(`${group.stage}项目`, TITLE, [group]);
  } else drawing.drawSheet("项目台账", TITLE, groups);
}

/** The same seed and style always give the same workbook. */
export async function drawLedger(wanted: LedgerStyle, seed: number): Promise<DrawnLedger> {
  const style = settleStyle(wanted);
  const random = randomFrom("ledger", seed);
  const projects = makeProjects(random, CHAINS, [2, 6]).map((project) => asKnowable(project, style));
  const rows = projects.map((project) => drawProject(project, style, random));
  if (style.severalInvestors && rows[4] && style.chain !== "merged") addInvestorRow(rows[4]);
  if (style.defects) {
    addDefects(rows, style, random);
    const twice = rows.findIndex(
      (row) => row.counts && row.expected.length === 0 && row.truth.totalWan !== null,
    );
    const original = rows[twice];
    if (original) rows.splice(twice + 1, 0, repeatRow({ ...original, cells: { ...original.cells } }));
  }
  const drawing = new LedgerDrawing(style, random);
  if (style.summarySheet) drawing.grids.push(summaryGrid(projects));
  drawWorkbook(drawing, style, rows);
  if (style.summarySheet)
    drawing.problems.push({ sheet: "汇总", row: null, kind: "no-table", severity: "warning" });
  if (style.hiddenSheet) {
    drawing.grids.push(oldGrid());
    drawing.problems.push({ sheet: "2024年旧台账", row: null, kind: "hidden-sheet", severity: "warning" });
  }
  const good = rows.filter((row) => row.counts);
  const counted = good.map((row) => row.truth);
  const startedSomeMonth = good.filter((row) => row.startYear === 2026).length;
  return {
    bytes: await writeGrids(drawing.grids, style.format),
    truth: {
      style,
      seed,
      projects: counted,
      problems: drawing.problems,
      totals: trueTotals(counted, 2026, startedSomeMonth),
    },
  };
}
