/** The reads that people wait for, each with the question it asks. */
import type { ProjectFilter } from "@/server/contracts/project";
import { addMonths, type StatMonth } from "@/server/domain/periods";

export interface Read {
  id: string;
  name: string;
  procedure: string;
  input: unknown;
  /** Rows or cells of the answer, for the table. */
  size: (data: never) => number;
}

const length = (rows: unknown[]) => rows.length;

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
    {
      id: "month",
      name: "月报（按产业链）",
      procedure: "statistics.month",
      input: { month: scene.month },
      size: (report: { rows: { values: object }[] }) =>
        report.rows.reduce((n, row) => n + Object.keys(row.values).length, 0),
    },
    {
      id: "month-closed",
      name: "月报：已关账的月份",
      procedure: "statistics.month",
      input: { month: scene.closed },
      size: (report: { rows: { values: object }[] }) => report.rows.length,
    },
    {
      id: "month-adjusted",
      name: "月报：关账后第一个开放的月份（含调整）",
      procedure: "statistics.month",
      input: { month: addMonths(scene.closed, 1) },
      size: (report: { rows: { values: object }[] }) => report.rows.length,
    },
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
    { id: "desk", name: "工作台", procedure: "desk.mine", input: undefined, size: () => 1 },
  ];
}
