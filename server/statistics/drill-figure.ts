/** The rows behind one figure of the report. They add up to it; what the person may not read is folded into one line. */
import "server-only";
import type { Drill, DrillInput, DrillRow } from "@/server/contracts/statistics";
import type { Fen } from "@/server/domain/amounts";
import { monthsBetween, type StatMonth, sameMonthLastYear, yearOf, yearStart } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { sizeWord } from "@/server/domain/size-words";
import { elapsedPercent } from "@/server/domain/statistics";
import { isAmountIndicator, type ReportColumn, reportColumns } from "@/server/domain/statistics-columns";
import type { Comparison } from "@/server/domain/statistics-compare";
import { emptySums, type RowSums, sumsOfLastYear } from "@/server/domain/statistics-measures";
import { database, rowOf, type Sql, sql } from "@/server/platform/database";
import { closesInForce } from "./closing/closes";
import { isAllMasked, rowEvents } from "./drill-events";
import { originOf } from "./drill-origins";
import { requirePast } from "./knowledge";
import { reportRows } from "./month-report";
import type { RowFrame } from "./report-frames";
import { type ReportScene, reportScene } from "./report-scene";

const rowKindOf = ({ source }: ReportColumn): Drill["rowKind"] => {
  if (source.measure === "foreignUsdCents") return "usd";
  return source.measure.endsWith("Fen") ? "amount" : "count";
};

interface Found {
  visible: Drill["visible"];
  hidden: Drill["hidden"];
  total: Drill["total"];
  masked: { chainName: string | null; tier: number | null; count: number; value: number }[];
  rows: DrillRow[];
}

/** Totals of all events and one page of those that may be shown. The events are gathered once; names are joined for the page only. */
const found = (events: Sql, tiers: readonly Fen[], { offset, limit }: DrillInput): Promise<Found> =>
  rowOf<Found>(
    database,
    sql`WITH found AS MATERIALIZED (SELECT source, source_id, project_id, happened_on, stat_month, opening, value, amount, readable, secret, adjusts
        FROM (${events}) e),
      page AS (SELECT * FROM found WHERE readable ORDER BY happened_on DESC, source, source_id DESC OFFSET ${offset} LIMIT ${limit}),
      rows AS (SELECT json_agg(json_build_object('source', f.source, 'sourceId', f.source_id, 'projectId', f.project_id, 'number', p.number,
          'name', p.name, 'on', f.happened_on, 'statMonth', f.stat_month, 'opening', f.opening, 'adjusts', f.adjusts, 'origin', ${originOf}, 'value', f.value, 'amountFen', f.amount)
          ORDER BY f.happened_on DESC, f.source, f.source_id DESC) AS list
        FROM page f JOIN project p ON p.id = f.project_id),
      masked AS (SELECT c.name AS "chainName", c.position,
          width_bucket(coalesce(p.planned_total_fen, p.intended_fen), ${[...tiers]}::bigint[]) AS tier, count(*)::int AS count,
          sum(f.value)::bigint AS value
        FROM found f JOIN project p ON p.id = f.project_id LEFT JOIN chain c ON c.id = p.chain_id
        WHERE f.secret GROUP BY 1, 2, 3)
      SELECT json_build_object('count', count(*) FILTER (WHERE readable), 'sum', coalesce(sum(value) FILTER (WHERE readable), 0)) AS visible,
        json_build_object('count', count(*) FILTER (WHERE NOT readable),
          'sum', coalesce(sum(value) FILTER (WHERE NOT readable), 0)) AS hidden,
        json_build_object('count', count(*), 'sum', coalesce(sum(value), 0)) AS total,
        coalesce((SELECT json_agg(json_build_object('chainName', "chainName", 'tier', tier, 'count', count, 'value', value)
          ORDER BY position NULLS LAST, tier NULLS LAST) FROM masked), '[]') AS masked,
        coalesce((SELECT list FROM rows), '[]') AS rows
      FROM found`,
  );

/** The two sides of a change. */
const sidesOf = (column: ReportColumn, now: Drill["figure"], then: Drill["figure"]): Drill["parts"] => [
  { label: "本期", kind: column.kind, value: now },
  { label: "上年同期", kind: column.kind, value: then },
];

/** What a ratio is made of, in the words of its definition. */
function partsOf(
  column: ReportColumn,
  sums: RowSums,
  target: Drill["figure"],
  input: DrillInput,
  rowKind: Drill["rowKind"],
): Drill["parts"] {
  const { measure } = column.source;
  const now = { label: "本年累计", kind: rowKind, value: sums.year[measure] ?? 0 };
  if (column.id.endsWith("Growth"))
    return [now, { label: "上年同期", kind: rowKind, value: sums.last[measure] ?? 0 }];
  if (column.id === "startRate") {
    return [
      { label: "其中已开工", kind: "count", value: sums.year.cohortStartedCount ?? 0 },
      { label: "本年签约", kind: "count", value: sums.year.signedCount ?? 0 },
    ];
  }
  if (!["target", "completion", "lead", "rank"].includes(column.id)) return [];
  const kind = isAmountIndicator(input.indicator) ? "amount" : "count";
  const parts: Drill["parts"] = [now, { label: "年度目标", kind, value: target }];
  return column.id === "lead"
    ? [...parts, { label: "序时进度", kind: "percent", value: elapsedPercent(input.month) }]
    : parts;
}

function find(scene: ReportScene, input: DrillInput): { column: ReportColumn; frame: RowFrame } {
  const column = reportColumns(scene.shape).find((c) => c.id === input.column);
  const frame = scene.frames.find((f) => f.key === input.rowKey);
  if (!column || !frame) throw new Refusal("not-found", { message: "报表中没有这个数" });
  return { column, frame };
}

interface Side {
  /** The stat month whose rows are listed. */
  month: StatMonth;
  sums: RowSums;
  figure: Drill["figure"];
}

/** The side of a comparison that was asked for; the rows of a change are those of this period. */
function sideOf(
  { side, month, column }: DrillInput,
  sums: RowSums,
  now: Drill["figure"],
  compared: Comparison | undefined,
): Side {
  if (side === undefined || side === "now") return { month, sums, figure: now };
  if (!compared) throw new Refusal("not-found", { message: `报表中没有“${column}”的去年同期` });
  return side === "last"
    ? { month: sameMonthLastYear(month), sums: sumsOfLastYear(sums), figure: compared.last }
    : { month, sums, figure: compared.change };
}

/** From which month on a plain sum of the year is asked for; null for all of it. */
function sinceOf({ since, month, side = "now" }: DrillInput, column: ReportColumn): StatMonth | null {
  if (since === undefined) return null;
  const plain = column.source.span === "year" && ["count", "amount"].includes(column.kind);
  if (!plain || side !== "now" || yearOf(since) !== yearOf(month) || since > month)
    throw new Refusal("not-found", { message: "报表中没有这个数" });
  return since;
}

export async function drillFigure(
  { actor, now }: { actor: Actor; now: Date },
  input: DrillInput,
): Promise<Drill> {
  requirePast({ actor, now }, input.knownOn);
  const scene = await reportScene(input, now);
  const { column, frame } = find(scene, input);
  const report = reportRows({ ...input, compare: true }, scene);
  const row = report.find((r) => r.key === frame.key);
  const value = row?.values[column.id] ?? null;
  const compared = row?.compared[column.id];
  const side = sideOf(input, scene.sums[frame.key] ?? emptySums(), value, compared);
  const since = sinceOf(input, column);
  const events = rowEvents({
    closes: await closesInForce(database, scene.closeId, scene.known),
    column,
    frame,
    claimed: scene.frames.flatMap((f) => (typeof f.keys === "string" ? [] : f.keys)),
    months:
      column.source.span === "month"
        ? [side.month]
        : monthsBetween(since ?? yearStart(side.month), side.month),
    month: side.month,
    cut: input.cut,
    rules: scene.rules,
    known: scene.known,
    actor,
  });
  const { tiers } = scene.rules;
  const part = since !== null;
  const { visible, hidden, masked, total, rows } = await found(events, tiers, input);
  const rowKind = rowKindOf(column);
  return {
    rowName: frame.name,
    // A sum of some months is the sum of its rows; ratios and comparisons are those of the year.
    figure: part ? total.sum : side.figure,
    parts: part
      ? []
      : input.side === "change"
        ? sidesOf(column, value, compared?.last ?? null)
        : partsOf(column, side.sums, row?.values.target ?? null, input, rowKind),
    rowKind,
    rows,
    visible,
    // Where nothing but sensitive leads is hidden, the line would be their amount.
    hidden: isAllMasked(hidden.count, masked) ? { count: 0, sum: 0 } : hidden,
    masked: masked.map(({ chainName, tier, count, value: adds }) => ({
      chainName,
      sizeWord: sizeWord(tier, tiers),
      count,
      value: rowKind === "count" ? adds : null,
    })),
    total,
  };
}
