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
export { drillFigure } from "./drill-figure";
export { recognised } from "./month-events";
export { monthReport } from "./month-report";
export {
  publishBoard,
  publishedBoard,
  targetBoard,
  targetDesk,
  targetFigures,
  targetOdds,
  withdrawBoard,
} from "./targets";
