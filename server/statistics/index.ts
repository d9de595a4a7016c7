/** The questions that other rooms may ask of the statistics. */
export { drillFigure } from "./drill-figure";
export { monthReport } from "./month-report";
