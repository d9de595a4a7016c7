export { chartsDesk } from "./charts-desk";
export { chartsOfMonth } from "./charts-of-month";
