/** The questions that other rooms may ask of the statistics. */

export {
  type BrokenClose,
  compareVersions,
  monthDesk,
  moveMonth,
  restateMonth,
  signMonth,
  verifyCloses,
} from "./closing";
export { compareDays } from "./compare-days";
export { drillFigure } from "./drill-figure";
export { recognised } from "./month-events";
export { monthReport } from "./month-report";
export { stageFlow, stageFlowRows } from "./stage-flow";
