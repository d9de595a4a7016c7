/** The questions that other rooms may ask of the statistics. */

export { monthDesk, moveMonth, signMonth } from "./closing";
export { drillFigure } from "./drill-figure";
export { recognised } from "./month-events";
export { monthReport } from "./month-report";
