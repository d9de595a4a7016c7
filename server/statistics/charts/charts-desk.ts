/** The room of charts: figures of the month, drawn for the screen that asks and for one sheet of paper. */
import "server-only";
import { drawSvg } from "@/server/charts/draw";
import type { ChartsDesk, ChartsInput, DrawnChart } from "@/server/contracts/charts";
import { FRAME } from "@/server/domain/charts/chart-style";
import type { ChartSize, ChartView } from "@/server/domain/charts/chart-view";
import { CHART_IDS, CHARTS, type ChartFigures, type ChartId, chartView } from "@/server/domain/charts/charts";
import type { Actor } from "@/server/domain/permissions";
import { chartsOfMonth } from "./charts-of-month";

/** Pictures that were drawn last: whoever steps through months comes back to them. */
const kept = new Map<string, string>();
const KEPT = 300;

const fixed = (_: string, value: unknown): unknown => (typeof value === "bigint" ? `${value}` : value);

/** The same figures in the same size are the same picture. */
function picture(id: ChartId, figures: unknown, size: ChartSize, { option }: ChartView): string {
  if (option === null) return "";
  const key = `${id} ${size} ${JSON.stringify(figures, fixed)}`;
  const known = kept.get(key);
  const drawn = known ?? drawSvg(option, FRAME[size]);
  kept.delete(key);
  kept.set(key, drawn);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return drawn;
}

function drawn<Id extends ChartId>(id: Id, figures: ChartFigures[Id], size: ChartSize): DrawnChart {
  const view = chartView(id, figures, size);
  const pictures =
    view.option === null
      ? null
      : {
          screen: picture(id, figures, size, view),
          paper: picture(id, figures, "paper", chartView(id, figures, "paper")),
        };
  const { summary, note, table, marks } = view;
  return { id, title: CHARTS[id], summary, note, table, pictures, marks };
}

export async function chartsDesk(
  context: { actor: Actor; now: Date },
  { size, ...choices }: ChartsInput,
): Promise<ChartsDesk> {
  const { report, figures, chains, flow } = await chartsOfMonth(context, choices);
  const { month, district, bureau, state, closed, asOf, months } = report;
  return {
    month,
    place: figures.flow.rowName,
    district,
    bureau,
    state,
    closed,
    asOf,
    months,
    chains,
    flow,
    charts: CHART_IDS.map((id) => drawn(id, figures[id], size)),
  };
}
