/**
 * The figures of the charts of a month. Each is a figure of the month report, the rates, the targets or 阶段流转, read the way
 * they read it: of closed months from their closes. Nothing is counted here.
 */
import "server-only";
import type { ChartChoices } from "@/server/contracts/charts";
import type { MonthReport, ReportRow } from "@/server/contracts/statistics";
import type { TargetRow } from "@/server/contracts/target-desk";
import type { ChartFigures } from "@/server/domain/charts/charts";
import { funnelSteps } from "@/server/domain/charts/funnel";
import {
  addDays,
  dayOf,
  firstDayOf,
  lastDayOf,
  monthLabel,
  monthOfDay,
  monthsBetween,
  type StatMonth,
  yearEnd,
  yearStart,
} from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { rateWords } from "@/server/domain/rates";
import { refuseAt } from "@/server/domain/refusals";
import { totalFlow } from "@/server/domain/stage-flow";
import {
  TARGET_COLUMNS,
  TARGET_INDICATOR_NAMES,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { database } from "@/server/platform/database";
import { monthReport } from "../month-report";
import { cohortRates } from "../rates";
import { stageFlow } from "../stage-flow";
import { targetRows } from "../targets/target-rows";
import { type TargetScene, targetScene } from "../targets/target-scene";

const TOTAL = "total";

interface Context {
  actor: Actor;
  now: Date;
}

export interface MonthCharts {
  /** The month report by chain that the charts agree with. */
  report: MonthReport;
  figures: ChartFigures;
  /** Chains that can be chosen. */
  chains: { key: string; name: string }[];
  /** The two days between which the flow runs; `to` null: until now. */
  flow: { from: string; to: string | null };
}

/** The days of 阶段流转 that a month means: from the end of the month before to its own end, or until now while it lasts. */
export function flowDays(month: StatMonth, now: Date): { from: string; to: string | null } {
  const [end, today] = [lastDayOf(month), dayOf(now)];
  return { from: addDays(firstDayOf(month), -1), to: end < today ? end : null };
}

/** Everything that several charts are made of. */
interface Scene {
  context: Context;
  choices: ChartChoices;
  /** Key of the row that is looked at. */
  rowKey: string;
  rowName: string;
  report: MonthReport;
  targets: TargetScene;
  /** The reports of January to the month, by chain. */
  months: readonly MonthReport[];
}

const numberIn = (row: ReportRow | undefined, column: string): number => Number(row?.values[column] ?? 0);
const rowIn = (report: MonthReport, key: string): ReportRow | undefined =>
  report.rows.find((row) => row.key === key);

async function sceneOf(context: Context, choices: ChartChoices): Promise<Scene> {
  const { month, indicator } = choices;
  const ask = (m: StatMonth) => monthReport(context, { month: m, cut: "chain", indicator });
  const [targets, months] = await Promise.all([
    targetScene({ month, cut: "chain", goal: "year/annual", indicator }, context.now),
    Promise.all(monthsBetween(yearStart(month), month).map(ask)),
  ]);
  const report = months.at(-1);
  if (!report) throw new Error("a month has its own report");
  const rowKey = choices.chainId === null ? TOTAL : String(choices.chainId);
  const row = rowIn(report, rowKey);
  if (!row) throw refuseAt("bad-input", "chainId", "这个月没有这条产业链");
  return { context, choices, rowKey, rowName: rowKey === TOTAL ? "全区" : row.name, report, targets, months };
}

const spanOf = (month: StatMonth): string => monthLabel(month, yearStart(month));

async function funnelOf({
  context,
  choices: { month },
  rowKey,
  report,
}: Scene): Promise<ChartFigures["funnel"]> {
  const { rows, settings } = await cohortRates(database, {
    from: yearStart(month),
    to: month,
    known: report.closed?.at ?? null,
    now: context.now,
  });
  const row = rows.find(({ key }) => key === rowKey);
  const registry = rateWords(settings.rules);
  const names = Object.fromEntries(Object.entries(registry).map(([id, { name }]) => [id, name]));
  return { span: spanOf(month), steps: row ? funnelSteps(row.rates, names as never) : [] };
}

const targetRow = (scene: Scene, indicator: TargetIndicator, key: string): TargetRow | undefined =>
  targetRows(scene.targets, indicator).find((row) => row.key === key);

function flowOf(scene: Scene): ChartFigures["flow"] {
  const { choices, rowKey, rowName, report, targets, months } = scene;
  const { indicator, month } = choices;
  const column = TARGET_COLUMNS[indicator];
  const mine = targetRow(scene, indicator, rowKey);
  const frame = targets.report.frames.find(({ key }) => key === rowKey);
  if (!frame) throw new Error("a row of the report has its frame");
  const byMonth = new Map(months.map((m) => [m.month, m]));
  return {
    indicator,
    rowKey,
    rowName,
    months: monthsBetween(yearStart(month), yearEnd(month)).map((m) => {
      const own = byMonth.get(m);
      const row = own && rowIn(own, rowKey);
      return {
        month: m,
        value: own ? numberIn(row, column.month) : null,
        schedule: targets.schedule(frame, indicator, m),
        opening: row?.openingIn.now.includes(column.month) ?? false,
      };
    }),
    year: numberIn(rowIn(report, rowKey), column.year),
    target: mine?.target ?? null,
    completion: mine?.completion ?? null,
    lead: mine?.lead ?? null,
  };
}

const isChain = ({ kind }: Pick<ReportRow, "kind">): boolean => kind === "chain";

function progressOf(scene: Scene): ChartFigures["progress"] {
  const { choices, rowKey, targets } = scene;
  const line = (row: TargetRow, indicator: TargetIndicator, name: string) => ({
    name,
    rowKey: row.key,
    indicator,
    target: row.target,
    actual: row.actual,
    completion: row.completion,
    schedule: row.schedule,
    lead: row.lead,
    light: row.light,
  });
  const { indicator } = choices;
  const rows =
    choices.by === "chain"
      ? targetRows(targets, indicator)
          .filter((row) => isChain(row) || row.kind === "total")
          .map((row) => line(row, indicator, row.kind === "total" ? "全区" : row.name))
      : TARGET_INDICATOR_NAMES.flatMap((name) => {
          const row = targetRow(scene, name, rowKey);
          return row ? [line(row, name, TARGET_INDICATORS[name])] : [];
        });
  return { month: choices.month, of: choices.by, rows, rules: targets.rules };
}

function chainsOf({ choices, report, months, targets }: Scene): ChartFigures["chains"] {
  const { indicator, chainId } = choices;
  const column = TARGET_COLUMNS[indicator];
  const progress = new Map(targetRows(targets, indicator).map((row) => [row.key, row]));
  const rows = report.rows.filter(
    (row) => isChain(row) || (row.kind === "other" && numberIn(row, column.year) !== 0),
  );
  return {
    indicator,
    months: months.map(({ month }) => month),
    chosen: chainId === null ? null : String(chainId),
    panels: rows.map((row) => ({
      rowKey: row.key,
      name: row.name,
      hue: row.hue,
      months: months.map((m) => {
        const own = rowIn(m, row.key);
        return own ? numberIn(own, column.month) : null;
      }),
      year: numberIn(row, column.year),
      completion: progress.get(row.key)?.completion ?? null,
      lead: progress.get(row.key)?.lead ?? null,
      light: progress.get(row.key)?.light ?? null,
    })),
  };
}

async function originsOf({ context, choices }: Scene): Promise<ChartFigures["origins"]> {
  const { month, indicator, measure } = choices;
  const column = measure === "count" ? "signedYearCount" : "signedYearFen";
  const { rows } = await monthReport(context, { month, cut: "province", indicator });
  const valued = rows.map((row) => ({
    key: row.key,
    name: row.name,
    kind: row.kind,
    value: numberIn(row, column),
  }));
  return {
    month,
    span: spanOf(month),
    column,
    rows: valued.filter(({ kind }) => kind !== "total").map(({ key, name, value }) => ({ key, name, value })),
    total: valued.find(({ kind }) => kind === "total")?.value ?? 0,
  };
}

async function waterfallOf({ context, choices }: Scene): Promise<ChartFigures["waterfall"]> {
  const { month, stage, measure, chainId } = choices;
  const { lines } = await stageFlow(context, { ...flowDays(month, context.now), chainId });
  const line = lines.find((one) => one.stage === stage);
  return {
    span: monthLabel(month),
    stage: line ? line.stage : null,
    cells: line ? line.cells : totalFlow(lines),
    measure,
  };
}

/** All charts of a month, for the room and for whoever writes about the month. */
export async function chartsOfMonth(context: Context, choices: ChartChoices): Promise<MonthCharts> {
  if (choices.month > monthOfDay(dayOf(context.now)))
    throw refuseAt("bad-input", "month", "统计月不能晚于本月");
  const scene = await sceneOf(context, choices);
  const [funnel, origins, waterfall] = await Promise.all([
    funnelOf(scene),
    originsOf(scene),
    waterfallOf(scene),
  ]);
  return {
    report: scene.report,
    figures: {
      funnel,
      flow: flowOf(scene),
      progress: progressOf(scene),
      chains: chainsOf(scene),
      origins,
      waterfall,
    },
    chains: scene.report.rows.filter(isChain).map(({ key, name }) => ({ key, name })),
    flow: flowDays(choices.month, context.now),
  };
}
