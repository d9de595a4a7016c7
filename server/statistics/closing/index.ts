/** 月度关账. */
export { moveMonth, signMonth } from "./close-month";
export { monthDesk } from "./month-desk";
