/**
 * The milestones that a ledger row says have happened. Only what it says: a stage word vouches for the milestone it names
 * and for talks, contract and start where it lies beyond them; the papers in between stay open, to be filled in.
 */
import type { LedgerRow } from "@/server/contracts/import";
import { MILESTONES, type Milestone, rankOf } from "@/server/domain/milestones";
import { type Day, lastDayOf, type StatMonth } from "@/server/domain/periods";
import { dayBeforeYear, importedMonth, type LedgerTime, NO_STAT_MONTH, readMonth } from "./imported-time";
import { type RowValues, valuesOf } from "./row-values";

export interface ImportedMilestone {
  milestone: Exclude<Milestone, "lead">;
  occurredOn: Day;
  statMonth: StatMonth;
  /** The ledger did not say when; `year` when it said that much. */
  undated: { year: number | null } | null;
}

const STAGE_MILESTONE: Record<string, Exclude<Milestone, "lead">> = {
  在谈: "negotiation",
  框架协议: "framework",
  正式签约: "contract",
  注册: "registration",
  立项: "filing",
  供地: "land",
  开工: "start",
  纳统: "statistics",
  在建: "building",
  竣工: "completion",
  投产: "production",
  达产: "full-capacity",
};

interface Said {
  day: Day | null;
  year: number | null;
}
const onDay = (day: Day | null): Said | null =>
  day === null ? null : { day, year: Number(day.slice(0, 4)) };

function agreements({ project, years }: LedgerRow, values: RowValues): Map<Milestone, Said> {
  const said = new Map<Milestone, Said>();
  const signed: Said = { day: project.signDate, year: years.sign };
  const framework = onDay(values.day("frameworkDate"));
  if (project.agreement === "框架")
    said.set("framework", signed.year === null ? (framework ?? signed) : signed);
  else if (framework) said.set("framework", framework);
  if (project.agreement === "正式") said.set("contract", signed);
  return said;
}

function papers(values: RowValues): [Milestone, Said | null][] {
  const entry = readMonth(values.text("statisticsMonth"));
  return [
    ["registration", onDay(values.day("registerDate"))],
    ["filing", onDay(values.day("fileDate"))],
    ["statistics", entry === null ? null : onDay(lastDayOf(entry))],
    ["completion", onDay(values.day("finishDate"))],
    ["production", onDay(values.day("productionDate"))],
  ];
}

/** What the row says, by milestone; `{day: null, year: null}` is "it happened, nobody wrote when". */
function whatIsSaid(row: LedgerRow, cutoff: Day): Map<Milestone, Said> {
  const values = valuesOf(row);
  const said = agreements(row, values);
  for (const [milestone, at] of papers(values)) if (at?.day && at.day <= cutoff) said.set(milestone, at);
  if (row.years.start !== null) said.set("start", { day: row.project.startDate, year: row.years.start });
  const reached = STAGE_MILESTONE[row.project.stage ?? ""];
  const open: Said = { day: null, year: null };
  if (reached && !said.has(reached)) said.set(reached, open);
  const rank = Math.max(-1, ...[...said.keys()].map(rankOf));
  if (rank > rankOf("negotiation")) said.set("negotiation", said.get("negotiation") ?? open);
  if (rank > rankOf("start") && !said.has("start")) said.set("start", open);
  return said;
}

/** Counted in the year of their date by every report; without a date they belong to no month. */
const COUNTED_BY_DATE: readonly Milestone[] = ["framework", "contract", "start"];

function dated(
  milestone: ImportedMilestone["milestone"],
  said: Said,
  time: LedgerTime,
  thisYear: boolean,
): ImportedMilestone {
  if (said.day !== null)
    return { milestone, occurredOn: said.day, statMonth: importedMonth(said.day, time), undated: null };
  if (said.year !== null) {
    const occurredOn = said.year >= time.year ? time.cutoff : `${said.year}-12-31`;
    return {
      milestone,
      occurredOn,
      statMonth: importedMonth(occurredOn, time),
      undated: { year: said.year },
    };
  }
  const occurredOn = thisYear ? time.cutoff : dayBeforeYear(time);
  const counts = thisYear && !COUNTED_BY_DATE.includes(milestone);
  return {
    milestone,
    occurredOn,
    statMonth: counts ? importedMonth(occurredOn, time) : NO_STAT_MONTH,
    undated: { year: null },
  };
}

/**
 * In the order of the main line. Something undated that follows something dated in the ledger's year has happened in that
 * year, by its cut-off; otherwise it is put before that year. Talks without a day take that of
 * what they led to: they were over by then.
 */
export function milestonesOfRow(row: LedgerRow, time: LedgerTime): ImportedMilestone[] {
  const said = whatIsSaid(row, time.cutoff);
  const inOrder = MILESTONES.filter((m): m is ImportedMilestone["milestone"] => m !== "lead" && said.has(m));
  const early = inOrder.every((m) => m === "negotiation");
  let thisYear = early;
  const list = inOrder.map((milestone) => {
    const at = said.get(milestone) as Said;
    if (at.year === time.year) thisYear = true;
    return dated(milestone, at, time, thisYear);
  });
  const [talks, next] = list;
  if (talks?.milestone !== "negotiation" || !next || talks.undated === null) return list;
  return [{ ...talks, occurredOn: next.occurredOn, statMonth: next.statMonth }, ...list.slice(1)];
}
