/** The pictures of a text: the charts of its month on paper, or their tables where the machine has no font to draw them with. */
import "server-only";
import { setImmediate } from "node:timers/promises";
import { canDrawChinese, drawPng, drawSvg } from "@/server/charts/draw";
import { chartChoices } from "@/server/contracts/charts";
import { FRAME } from "@/server/domain/charts/chart-style";
import type { ChartCell, ChartTable } from "@/server/domain/charts/chart-view";
import { CHARTS, type ChartId, chartView } from "@/server/domain/charts/charts";
import type { StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { FigureKind } from "@/server/domain/statistics-columns";
import type { ChartWord } from "@/server/domain/writing/exhibits";
import { writeAddress } from "@/server/domain/writing/figure-address";
import { cellText, type PaperTable, TABLE_UNITS } from "@/server/domain/writing/paper-table";
import type { Part } from "@/server/domain/writing/pieces";
import { NOTHING } from "@/server/domain/writing/say-figure";
import { chartsOfMonth } from "@/server/statistics";
import type { Picture } from "./docx/picture-xml";

const CHART_OF: Record<ChartWord, ChartId> = {
  项目漏斗: "funnel",
  月度走势: "flow",
  序时进度: "progress",
  来源省份: "origins",
  产业链对比: "chains",
};

/** Dots of the picture for one of the drawing: about 290 an inch in the document. */
const SCALE = 3.5;

export interface ChartExhibit {
  title: string;
  picture: Picture | null;
  table: PaperTable;
}

/** The one kind of the figures in a column; null where there are several, or none. */
function kindOf(rows: ChartTable["rows"], column: number): FigureKind | null {
  const kinds = new Set(
    rows.flatMap((row) => (row[column]?.kind === "text" ? [] : (row[column]?.kind ?? []))),
  );
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? kind : null;
}

function partsOf(
  cell: ChartCell | undefined,
  { column, head }: { column: FigureKind | null; head: string },
): Part[] {
  if (!cell || cell.value === null) return [NOTHING];
  if (cell.kind === "text") return [String(cell.value)];
  const unit = column === null ? TABLE_UNITS[cell.kind] : "";
  const text = `${cellText(cell.kind, cell.value)}${unit}`;
  const place = cell.opens;
  if (place?.to !== "figure") return [text];
  const { month, rowKey: row, column: id, indicator, cut } = place;
  const address = writeAddress({ kind: "report", month, row, column: id, indicator, cut });
  return [{ text, address, name: head }];
}

/** The numbers of a chart as a table of a text. */
export function tableOfChart({ head, rows }: ChartTable, title: string): PaperTable {
  const kinds = head.map((_, i) => kindOf(rows, i));
  return {
    title,
    columns: head.map((words, i) => {
      const kind = kinds[i] ?? null;
      const isText = rows.every((row) => row[i]?.kind === "text");
      return {
        head: words,
        unit: kind === null ? "" : TABLE_UNITS[kind],
        side: isText ? "left" : "right",
        width: i === 0 ? 20 : 12,
      };
    }),
    rows: rows.map((row) => ({
      sum: false,
      cells: head.map((words, i) => partsOf(row[i], { column: kinds[i] ?? null, head: words })),
    })),
    note: [],
  };
}

/** Charts that a text asks for; one of which there is nothing to draw is left out. */
export async function chartExhibits(
  context: { actor: Actor; now: Date },
  month: StatMonth,
  wanted: readonly ChartWord[],
  { period, onScreen }: { period: string; onScreen: boolean },
): Promise<Map<ChartWord, ChartExhibit>> {
  const charts = new Map<ChartWord, ChartExhibit>();
  if (wanted.length === 0) return charts;
  const choices = chartChoices.parse({ month, indicator: "outsideFen", measure: "amount", by: "chain" });
  const { figures } = await chartsOfMonth(context, choices);
  const drawing = canDrawChinese();
  for (const word of new Set(wanted)) {
    // Drawing is pure work: between two pictures the process looks at what else waits for it.
    await setImmediate();
    const id = CHART_OF[word];
    const view = chartView(id, figures[id], "paper");
    if (view.option === null) continue;
    const title = `${period}${TITLES[word]}`;
    const svg = drawing ? drawSvg(view.option, FRAME.paper) : null;
    const png = svg === null || onScreen ? null : Buffer.from(drawPng(svg, SCALE));
    const picture = svg === null ? null : { png, svg, alt: view.summary, ...FRAME.paper };
    charts.set(word, { title, picture, table: tableOfChart(view.table, title) });
  }
  return charts;
}

const TITLES: Record<ChartWord, string> = {
  项目漏斗: CHARTS.funnel,
  月度走势: "省外内资到位月度进展",
  序时进度: "各产业链省外内资完成进度",
  来源省份: "签约金额来源分布",
  产业链对比: "各产业链省外内资到位对比",
};
