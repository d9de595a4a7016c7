/** When money arrives and what is built with it, month by month. Plans only; `history.ts` writes them down. */
import type { Fen } from "@/server/domain/amounts";
import { splitArrival } from "@/server/domain/ledger-entries";
import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  firstDayOf,
  lastDayOf,
  monthNumberOf,
  monthOfDay,
  type StatMonth,
} from "@/server/domain/periods";
import { originOf } from "@/server/domain/places";
import type { ArrivalRow, InvestmentRow } from "@/server/domain/project-facts";
import { rateMicro } from "./bureau-figures";
import { dayAt, instantAt, MONTHLY_EFFORT, workday } from "./calendar";
import type { Course } from "./course";
import { CURRENCY_OF, HOME } from "./origins";
import type { Random } from "./random";
import type { Subject } from "./subject";

/** A day on which work or money can still come in: not after the project was given up. */
const endOf = (course: Course, today: Day): Day =>
  course.leave && course.leave.to !== "held" && course.leave.on < today
    ? course.leave.on
    : addDays(today, -1);

const YUAN = 100;

function rowOf(
  arrivedOn: Day,
  wanted: Fen,
  source: { name: string; place: string },
  random: Random,
): ArrivalRow {
  const currency = CURRENCY_OF[source.place] ?? "CNY";
  const rate = rateMicro(currency, monthOfDay(arrivedOn));
  // Foreign money is transferred in whole thousands of its own currency.
  const originalCents =
    currency === "CNY"
      ? Math.round(wanted / YUAN) * YUAN
      : Math.max(1, Math.round(((wanted / rate) * 1e6) / 1000)) * 1000 * 100;
  const amountFen = currency === "CNY" ? originalCents : Math.round((originalCents / 100) * (rate / 1e6));
  const bank = random.pick(["工行", "建行", "农行", "中行", "龙江银行", "哈尔滨银行"]);
  return {
    arrivedOn,
    payerName: source.name,
    sourceProvince: source.place,
    currency,
    originalCents,
    amountFen,
    ...splitArrival(amountFen, source.place, HOME.province),
    useKind: random.chance(0.8) ? "fixed" : "working",
    voucherKind: random.chance(0.85) ? "银行进账单" : random.pick(["验资报告", "设备发票"]),
    voucherNumber: `${bank}${arrivedOn.replaceAll("-", "")}${String(random.int(0, 99_999)).padStart(5, "0")}`,
    note: "",
  };
}

/** Who pays: mostly the investor, sometimes its partner, now and then a shareholder at home. */
function sourceOf(subject: Subject, random: Random): { name: string; place: string } {
  const main = { name: subject.investor.name, place: subject.investor.origin.province };
  if (subject.partner && random.chance(subject.partner.share / 10_000)) {
    return { name: subject.partner.enterprise.name, place: subject.partner.enterprise.origin.province };
  }
  return random.chance(0.08) && originOf(main.place) === "mainland"
    ? { name: subject.companyName, place: HOME.province }
    : main;
}

const roundFen = (fen: Fen, step: number) => Math.max(step, Math.round(fen / step) * step);

/** Instalments after the signature; projects that are not under way bring only their first money. */
export function arrivalsOf(subject: Subject, course: Course, today: Day, random: Random): ArrivalRow[] {
  const signed = course.steps.contract;
  if (!signed?.approvedAt) return [];
  const under = course.steps.start?.approvedAt != null;
  const end = endOf(course, today);
  const last = course.steps.completion?.on ?? course.plannedCompletionOn;
  const horizon = Math.max(60, daysBetween(signed.on, last));
  const count = under ? random.int(3, 8) : random.int(0, 2);
  const total = subject.contractFen * (under ? random.between(0.62, 1.02) : random.between(0.04, 0.2));
  const weights = Array.from({ length: count }, () => random.between(0.5, 1.6));
  const sum = weights.reduce((a, b) => a + b, 0);
  const step = subject.contractFen > 1e10 ? 10_000_000 : 1_000_000;
  return weights
    .map((weight, i) => {
      const on = workday(addDays(signed.on, 8 + Math.round(((i + random.next() * 0.9) / count) * horizon)));
      const source = sourceOf(subject, random);
      return rowOf(on, roundFen((total * weight) / sum, step), source, random);
    })
    .filter((row) => row.arrivedOn <= end)
    .sort((a, b) => a.arrivedOn.localeCompare(b.arrivedOn));
}

/** Share of the work done by each month between the start and the end, following the season. */
function effortByMonth(from: StatMonth, to: StatMonth): [StatMonth, number][] {
  const months: [StatMonth, number][] = [];
  for (let m = from; m <= to; m = addMonths(m, 1))
    months.push([m, MONTHLY_EFFORT[monthNumberOf(m) - 1] ?? 0]);
  const sum = months.reduce((total, [, weight]) => total + weight, 0);
  return months.map(([month, weight]) => [month, weight / sum]);
}

/** One month's investment in its four parts: structure first, equipment later, the land fee among the other costs. */
function investmentRow(
  month: StatMonth,
  basis: InvestmentRow["basis"],
  total: Fen,
  progress: number,
  subject: Subject,
  random: Random,
): InvestmentRow {
  const late = Math.max(0, (progress - 0.45) / 0.55);
  const equipment = Math.min(
    0.9,
    subject.template.equipment * (0.25 + 1.5 * late) * random.between(0.8, 1.2),
  );
  const other = Math.min(0.3, (progress < 0.15 ? 0.2 : 0.05) * random.between(0.6, 1.4));
  const installation = Math.min(0.25, 0.18 * late * random.between(0.7, 1.3));
  const step = 10_000 * 100;
  const part = (share: number) => Math.round((total * share) / step) * step;
  const parts = {
    equipmentFen: part(equipment * (1 - other)),
    otherFen: part(other),
    installationFen: part(installation * (1 - equipment)),
  };
  const constructionFen = Math.max(0, part(1) - parts.equipmentFen - parts.otherFen - parts.installationFen);
  const totalFen = constructionFen + parts.equipmentFen + parts.otherFen + parts.installationFen;
  return { month, basis, constructionFen, ...parts, totalFen, note: "" };
}

/**
 * Both figures of each month: 调度数 from the month of the start, 统计数 once the project is in the statistics library
 * (先纳统，后有数), whose first month carries the work done before.
 */
export function investmentsOf(subject: Subject, course: Course, today: Day, random: Random): InvestmentRow[] {
  const start = course.steps.start;
  if (!start?.approvedAt) return [];
  const from = monthOfDay(start.on);
  const lastDone = addMonths(monthOfDay(today), -1);
  const to = Math.max(
    from,
    monthOfDay(course.steps.completion?.on ?? addDays(course.plannedCompletionOn, 60)),
  );
  const entry = course.steps.statistics?.approvedAt
    ? monthOfDay(dayAt(course.steps.statistics.approvedAt))
    : null;
  const stop = Math.min(lastDone, monthOfDay(endOf(course, today)));
  const total = subject.fixedFen * random.between(0.88, 1.04);
  const rows: InvestmentRow[] = [];
  let progress = 0;
  let unreported = 0;
  for (const [month, share] of effortByMonth(from, to)) {
    if (month > stop) break;
    const work = total * share * random.between(0.75, 1.25);
    if (work >= 50_000 * 100) rows.push(investmentRow(month, "dispatch", work, progress, subject, random));
    unreported += work * random.between(0.9, 1.02);
    if (entry !== null && month >= entry && unreported >= 100_000 * 100) {
      rows.push(investmentRow(month, "official", unreported, progress, subject, random));
      unreported = 0;
    }
    progress += share;
  }
  return rows.filter((row) => row.totalFen > 0);
}

/** When the month's investment is reported: by the seventh of the next month. */
export const reportingInstant = (month: StatMonth, random: Random): number =>
  instantAt(workday(addDays(firstDayOf(addMonths(month, 1)), random.int(1, 5))), random.int(520, 1030));

export const supplementDay = (course: Course, today: Day, random: Random): Day | null => {
  const start = course.steps.start;
  if (!start?.approvedAt || !random.chance(0.11)) return null;
  const day = addDays(start.on, random.int(90, 400));
  return day < endOf(course, today) && day <= lastDayOf(monthOfDay(today)) ? workday(day) : null;
};
