/** 月度关账. */

export { moveMonth, signMonth } from "./close-month";
export { compareVersions } from "./compare-versions";
export { monthDesk } from "./month-desk";
export { restateMonth } from "./restate-month";
export { type BrokenClose, verifyCloses } from "./verify-closes";
