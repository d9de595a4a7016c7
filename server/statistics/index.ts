/** The questions that other rooms may ask of the statistics. */

export { compareVersions, monthDesk, moveMonth, restateMonth, signMonth } from "./closing";
export { drillFigure } from "./drill-figure";
export { recognised } from "./month-events";
export { monthReport } from "./month-report";
