/** The six charts of the room, and the view of each. */
import { type ChainsData, chainsChart } from "./chains";
import type { ChartSize, ChartView } from "./chart-view";
import { type FunnelData, funnelChart } from "./funnel";
import { type MonthFlowData, monthFlowChart } from "./month-flow";
import { type OriginsData, originsChart } from "./origins";
import { type ProgressData, progressChart } from "./progress";
import { type WaterfallData, waterfallChart } from "./waterfall";

/** The plain figures of every chart of one month. */
export interface ChartFigures {
  funnel: FunnelData;
  flow: MonthFlowData;
  progress: ProgressData;
  chains: ChainsData;
  origins: OriginsData;
  waterfall: WaterfallData;
}
export type ChartId = keyof ChartFigures;

export const CHARTS: Readonly<Record<ChartId, string>> = {
  funnel: "招商漏斗",
  flow: "月度进展",
  progress: "序时进度",
  chains: "产业链对比",
  origins: "来源省份",
  waterfall: "阶段存量流量",
};
export const CHART_IDS = Object.keys(CHARTS) as ChartId[];

const DRAWN: { [Id in ChartId]: (figures: ChartFigures[Id], size: ChartSize) => ChartView } = {
  funnel: funnelChart,
  flow: monthFlowChart,
  progress: progressChart,
  chains: chainsChart,
  origins: originsChart,
  waterfall: waterfallChart,
};

/** Picture, sentence and table of one chart. */
export const chartView = <Id extends ChartId>(
  id: Id,
  figures: ChartFigures[Id],
  size: ChartSize,
): ChartView => DRAWN[id](figures, size);
