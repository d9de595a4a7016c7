/** The reads that people wait for, each with the question it asks. */
import type { ProjectFilter } from "@/server/contracts/project";
import { CUT_NAMES, CUTS, type Cut } from "@/server/contracts/statistics";
import { addDays, addMonths, dayOf, lastDayOf, type StatMonth, yearStart } from "@/server/domain/periods";

export interface Read {
  id: string;
  name: string;
  procedure: string;
  input: unknown;
  /** Another question each time, where what was asked once is kept. */
  fresh?: (run: number) => unknown;
  /** Who asks, where it is not an officer. */
  by?: "tongji";
  /** Rows or cells of the answer, for the table. */
  size: (data: never) => number;
}

const length = (rows: unknown[]) => rows.length;

const cells = (report: { rows: { values: object }[] }) =>
  report.rows.reduce((n, row) => n + Object.keys(row.values).length, 0);

/** The report as the page asks for it: one question, whatever the cut. */
const monthRead = (id: string, name: string, input: { month: StatMonth; cut: Cut }): Read => ({
  id: input.cut === "chain" ? id : `${id}-${input.cut}`,
  name: `月报${CUTS[input.cut]}：${name}`,
  procedure: "statistics.month",
  input,
  size: cells,
});

const monthReads = ({ month, closed }: { month: StatMonth; closed: StatMonth }): Read[] => [
  ...CUT_NAMES.map((cut) => monthRead("month", "第一个未关账的月份（含调整）", { month, cut })),
  monthRead("month-present", "本月", { month: addMonths(month, 1), cut: "chain" }),
  ...CUT_NAMES.map((cut) => monthRead("month-closed", "已关账的月份", { month: closed, cut })),
  monthRead("month-closed-old", "三年前关账的月份", { month: addMonths(closed, -36), cut: "chain" }),
];

const known = (id: string, name: string, month: StatMonth, knownOn: string): Read => ({
  id,
  name: `月报按时点：${name}`,
  procedure: "statistics.month",
  input: { month, knownOn },
  by: "tongji",
  size: cells,
});

/** What is counted from the rows each time, as they were known on a day or over a window of months. */
function pastReads({ month, closed }: { month: StatMonth; closed: StatMonth }): Read[] {
  const today = dayOf(new Date());
  const old = addMonths(closed, -36);
  const rates = (id: string, name: string, from: StatMonth): Read => ({
    id,
    name: `转化率：${name}`,
    procedure: "statistics.rates",
    input: { from, to: month },
    size: (report: { rows: unknown[] }) => report.rows.length,
  });
  return [
    known("known", "未关账的月份，昨天所知", month, addDays(today, -1)),
    {
      ...known("known-first", "未关账的月份，没有人看过的一天", month, addDays(today, -2)),
      fresh: (run) => ({ month, knownOn: addDays(today, -3 - run) }),
    },
    known("known-old", "三年前的月份，当月末所知", old, lastDayOf(old)),
    rates("rates", "本年签约的项目", yearStart(month)),
    rates("rates-long", "十年签约的项目", addMonths(month, -119)),
    {
      id: "flow",
      name: "阶段流转：本年以来",
      procedure: "statistics.flow",
      input: { from: lastDayOf(addMonths(yearStart(month), -1)), to: null },
      size: (flow: { lines: unknown[] }) => flow.lines.length,
    },
    {
      id: "past-projects",
      name: "项目（时点）：去年末的看板与第一页",
      procedure: "statistics.pastProjects",
      input: { knownOn: lastDayOf(addMonths(yearStart(month), -1)) },
      by: "tongji",
      size: (past: { rows: unknown[] }) => past.rows.length,
    },
    {
      id: "charts",
      name: "图表：六张图（当月）",
      procedure: "statistics.charts",
      input: { month },
      size: (desk: { charts: unknown[] }) => desk.charts.length,
    },
    {
      id: "checkup",
      name: "数据体检：全部检查",
      procedure: "statistics.checkup",
      input: { month },
      by: "tongji",
      size: (found: { checks: { open: number }[] }) => found.checks.reduce((n, c) => n + c.open, 0),
    },
    {
      id: "closing-desk",
      name: "关账页：下一个该关的月份",
      procedure: "statistics.closing",
      input: { month },
      by: "tongji",
      size: (desk: { hindrances: unknown[] }) => desk.hindrances.length,
    },
  ];
}

export function readsOf(scene: {
  month: StatMonth;
  /** The last closed month. */
  closed: StatMonth;
  chainId: number;
  projectId: number;
  chinese: string;
  pinyin: string;
  /** A lead as somebody types it who does not know that it is there already. */
  typed: { name: string; investorName: string; originProvince: string };
}): Read[] {
  const filter: ProjectFilter = { chainIds: [scene.chainId], minFen: 10_000_000_000 };
  const page = { sort: "plannedTotal", descending: true, limit: 50 } as const;
  return [
    { id: "list", name: "列表首页（最近更新）", procedure: "project.list", input: {}, size: length },
    {
      id: "list-filter",
      name: "列表：产业链 + 1亿以上，按总投资排序",
      procedure: "project.list",
      input: { ...page, filter },
      size: length,
    },
    {
      id: "list-deep",
      name: "列表：按总投资排序，第 50,000 行起",
      procedure: "project.list",
      input: { ...page, filter: { off: "any" }, offset: 50_000 },
      size: length,
    },
    {
      id: "sums",
      name: "列表页脚：筛选后的个数与合计",
      procedure: "project.sums",
      input: { filter },
      size: (sums: { count: number }) => sums.count,
    },
    {
      id: "search-chinese",
      name: `搜索两个汉字“${scene.chinese}”`,
      procedure: "search.find",
      input: { query: scene.chinese },
      size: (groups: { results: unknown[] }[]) => groups.reduce((n, g) => n + g.results.length, 0),
    },
    {
      id: "search-pinyin",
      name: `搜索拼音首字母“${scene.pinyin}”`,
      procedure: "search.find",
      input: { query: scene.pinyin },
      size: (groups: { results: unknown[] }[]) => groups.reduce((n, g) => n + g.results.length, 0),
    },
    {
      id: "list-search",
      name: `列表：搜索“${scene.chinese}”`,
      procedure: "project.list",
      input: { filter: { q: scene.chinese } },
      size: length,
    },
    {
      id: "radar",
      name: "登记时查重：一条线索",
      procedure: "project.suspects",
      input: scene.typed,
      size: (suspects: { projects: unknown[] }) => suspects.projects.length,
    },
    {
      id: "groups",
      name: "列表：按产业链分组小计",
      procedure: "project.groups",
      input: { by: "chain" },
      size: length,
    },
    { id: "chart", name: "列表旁的图", procedure: "project.chart", input: {}, size: () => 1 },
    {
      id: "board-heads",
      name: "看板：各阶段个数与金额",
      procedure: "project.columns",
      input: {},
      size: length,
    },
    {
      id: "board-column",
      name: "看板：正式签约一列",
      procedure: "project.boardColumn",
      input: { column: "contract" },
      size: length,
    },
    {
      id: "funnel",
      name: "各产业链各阶段漏斗",
      procedure: "chain.overview",
      input: undefined,
      size: (overview: { chains: unknown[] }) => overview.chains.length,
    },
    ...monthReads(scene),
    {
      id: "drill",
      name: "月报：一个数的明细（合计，固投累计）",
      procedure: "statistics.drill",
      input: { month: scene.month, rowKey: "total", column: "investmentYearFen" },
      size: (drill: { rows: unknown[] }) => drill.rows.length,
    },
    {
      id: "drill-closed",
      name: "月报：已关账月份一个数的明细",
      procedure: "statistics.drill",
      input: { month: scene.closed, rowKey: "total", column: "investmentYearFen" },
      size: (drill: { rows: unknown[] }) => drill.rows.length,
    },
    {
      id: "card",
      name: "项目详情",
      procedure: "project.card",
      input: { id: scene.projectId },
      size: () => 1,
    },
    ...pastReads(scene),
    { id: "desk", name: "工作台", procedure: "desk.mine", input: undefined, size: () => 1 },
  ];
}
