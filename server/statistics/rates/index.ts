/** The conversion rates: the table, the projects behind a figure, and what a writer of reports may ask. */

export { drillRate } from "./drill-rate";
export { cohortRates, rateReport } from "./rate-report";
export { type UnmetProjects, unmetProjects } from "./unmet-projects";
