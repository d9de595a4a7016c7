/** The states of a stat month in their order: open for entries, cut off, under review, closed, reported upwards. */
export const MONTH_STATES = {
  open: "开放",
  cutoff: "截止",
  review: "审核",
  closed: "关账",
  reported: "已上报",
} as const;
