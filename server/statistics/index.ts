/** The questions that other rooms may ask of the statistics. */

export { chartsDesk, chartsOfMonth } from "./charts";
export { acceptFinding, errorsOf, examine, examineForAll, keepErrors, revokeAcceptance } from "./checkup";
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
export { readDefinitions } from "./definitions";
export { drillFigure } from "./drill-figure";
export { atEndOf, requirePast } from "./knowledge";
export { recognised } from "./month-events";
export { keepUsualDays, monthReport } from "./month-report";
export { pastPage, pastProjects } from "./past-projects";
export { cohortRates, drillRate, rateReport, type UnmetProjects, unmetProjects } from "./rates";
export { dayOfReport } from "./report-scene";
export { stageFlow, stageFlowRows, unexplainedStages } from "./stage-flow";
export {
  publishBoard,
  publishedBoard,
  targetBoard,
  targetDesk,
  targetOdds,
  withdrawBoard,
} from "./targets";
