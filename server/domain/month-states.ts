/** The states of a stat month in their order: open for entries, cut off, under review, closed, reported upwards. */
export const MONTH_STATES = {
  open: "开放",
  cutoff: "截止",
  review: "审核",
  closed: "关账",
  reported: "已上报",
} as const;

/** 关账, or "开放，尚未关账": whoever is handed a sheet must be able to tell whether its figures can still change. */
export function monthStateWords(state: string): string {
  if (state === "closed" || state === "reported") return MONTH_STATES[state];
  return `${MONTH_STATES[state as keyof typeof MONTH_STATES] ?? state}，尚未关账`;
}
