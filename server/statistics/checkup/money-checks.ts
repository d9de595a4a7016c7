/** Sums of a project against what was agreed and planned, corrections, and sums that fall. */
import "server-only";
import { yearStart } from "@/server/domain/periods";
import { Prisma, type Sql, sql } from "@/server/platform/database";
import { live } from "../knowledge";
import {
  atField,
  inSpan,
  NO_OTHER,
  numbers,
  onTheWay,
  project,
  type RowAsk,
  type RowQuestion,
  type Shared,
  touched,
} from "./row-ask";

const LEDGERS = {
  agreement: { amount: "amount_fen", day: "signed_on", word: "协议" },
  arrival: { amount: "amount_fen", day: "arrived_on", word: "到位" },
  investment: { amount: "total_fen", day: "approved_at", word: "固投" },
} as const;
type LedgerName = keyof typeof LEDGERS;

/**
 * Projects whose arrivals or investment, approved and on their way, are more than was agreed or planned: the rule `ledgerWarnings`.
 * Each ledger is read through once; of a close only the rows of the projects of its month.
 */
export const overdrawn: Shared = {
  name: "overdrawn",
  rows: (ask) =>
    sql`SELECT p.id, p.agreed_outside_fen, p.planned_total_fen, s.outside_fen, s.arrived_fen, s.last AS arrived_last,
      i.fen AS invested_fen, i.last AS invested_last,
      coalesce(i.fen * 100 > p.planned_total_fen * ${ask.rules.thresholds.investmentOverrunPercent}::int, FALSE) AS overrun
    FROM project p
      LEFT JOIN (SELECT a.project_id, sum(a.outside_fen)::bigint AS outside_fen, sum(a.amount_fen)::bigint AS arrived_fen,
          max(a.arrived_on) AS last FROM arrival a WHERE ${onTheWay("a")} AND ${touched(ask, sql`a.project_id`)} GROUP BY 1) s
        ON s.project_id = p.id
      LEFT JOIN (SELECT i.project_id, (sum(i.total_fen) FILTER (WHERE i.basis = 'official'))::bigint AS fen,
          max(i.month) FILTER (WHERE i.basis = 'official') AS last FROM investment i
          WHERE ${onTheWay("i")} AND ${touched(ask, sql`i.project_id`)} GROUP BY 1) i ON i.project_id = p.id
    WHERE s.outside_fen > p.agreed_outside_fen OR p.planned_total_fen > 0 AND (s.arrived_fen > p.planned_total_fen
      OR i.fen * 100 > p.planned_total_fen * ${ask.rules.thresholds.investmentOverrunPercent}::int)`,
};

export const overAgreed: RowQuestion = () =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, ${project} AS subject,
      ${numbers(["累计省外资金", "amount", sql`p.outside_fen`], ["约定省外资金", "amount", sql`p.agreed_outside_fen`])} AS numbers,
      p.arrived_last AS since, ${atField("agreedOutsideFen")} AS detail
    FROM overdrawn p WHERE p.outside_fen > p.agreed_outside_fen`;

export const arrivedOverPlan: RowQuestion = () =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, ${project} AS subject,
      ${numbers(["累计到位", "amount", sql`p.arrived_fen`], ["计划总投资", "amount", sql`p.planned_total_fen`])} AS numbers,
      p.arrived_last AS since, ${atField("plannedTotalFen")} AS detail
    FROM overdrawn p WHERE p.planned_total_fen > 0 AND p.arrived_fen > p.planned_total_fen`;

export const investedOverPlan: RowQuestion = () =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, ${project} AS subject,
      ${numbers(["累计固投", "amount", sql`p.invested_fen`], ["计划总投资", "amount", sql`p.planned_total_fen`])} AS numbers,
      make_date(p.invested_last / 100, p.invested_last % 100, 1) AS since, ${atField("plannedTotalFen")} AS detail
    FROM overdrawn p WHERE p.planned_total_fen > 0 AND p.overrun`;

/** The row of a ledger with all that corrects it. */
const corrected = (ledger: LedgerName, ask: RowAsk): Sql => {
  const { amount, word } = LEDGERS[ledger];
  const table = Prisma.raw(ledger);
  const fen = Prisma.raw(amount);
  return sql`SELECT p.id AS project_id, ${NO_OTHER}, ${`${ledger}:`}::text || o.id AS subject,
      ${numbers([`原${word}`, "amount", sql`o.${fen}`], ["冲减合计", "amount", sql`c.fen`])} AS numbers,
      (c.last AT TIME ZONE 'Asia/Shanghai')::date AS since,
      jsonb_build_object('ledger', ${ledger}::text, 'entryId', o.id, 'status', o.status) AS detail
    FROM (SELECT k.correction_of_id AS id, sum(k.${fen})::bigint AS fen, max(k.approved_at) AS last FROM ${table} k
        WHERE k.correction_of_id IS NOT NULL AND ${live("k")} GROUP BY 1) c
      JOIN ${table} o ON o.id = c.id AND ${live("o")} JOIN project p ON p.id = o.project_id
    WHERE o.${fen} >= 0 AND o.${fen} + c.fen < 0 AND ${touched(ask)}`;
};

export const correctionExceeds: RowQuestion = (ask) =>
  sql`${corrected("agreement", ask)} UNION ALL ${corrected("arrival", ask)} UNION ALL ${corrected("investment", ask)}`;

/** A stat month that takes from the year of a project. */
const falls = (ledger: "arrival" | "investment", ask: RowAsk): Sql => {
  const { amount, word } = LEDGERS[ledger];
  const counted = ledger === "investment" ? sql`r.basis = 'official'` : sql`TRUE`;
  const from = ask.closing ? ask.month : yearStart(ask.month);
  return sql`SELECT m.project_id, ${NO_OTHER}, ${`${ledger}:`}::text || m.project_id || '/' || m.stat_month AS subject,
      ${numbers(
        ["统计月", "month", sql`m.stat_month`],
        [`上月累计${word}`, "amount", sql`m.year - m.fen`],
        [`本月累计${word}`, "amount", sql`m.year`],
      )} AS numbers, make_date(m.stat_month / 100, m.stat_month % 100, 1) AS since,
      jsonb_build_object('ledger', ${ledger}::text) AS detail
    FROM (SELECT r.project_id, r.stat_month, sum(r.${Prisma.raw(amount)})::bigint AS fen,
          (sum(sum(r.${Prisma.raw(amount)})) OVER (PARTITION BY r.project_id ORDER BY r.stat_month))::bigint AS year
        FROM ${Prisma.raw(ledger)} r WHERE r.stat_month BETWEEN ${yearStart(ask.month)}::int AND ${ask.month}::int AND ${live("r")} AND ${counted}
        GROUP BY 1, 2) m
    WHERE m.fen < 0 AND m.stat_month >= ${from}::int`;
};

/** A 冲减 of an arrival has its reason and its reviewer; of a year of investment that falls the statistics office asks why. */
export const yearFalls: RowQuestion = (ask) =>
  ask.closing
    ? falls("investment", ask)
    : sql`${falls("arrival", ask)} UNION ALL ${falls("investment", ask)}`;

export const earlyArrival: RowQuestion = (ask) =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, 'arrival:' || a.id AS subject,
      ${numbers(
        ["到位日期", "day", sql`a.arrived_on::text`],
        ["签约日期", "day", sql`p.contract_on::text`],
        ["到位金额", "amount", sql`a.amount_fen`],
      )} AS numbers, a.arrived_on AS since,
      jsonb_build_object('ledger', 'arrival', 'entryId', a.id, 'status', a.status) AS detail
    FROM arrival a JOIN project p ON p.id = a.project_id
      LEFT JOIN (SELECT k.correction_of_id, sum(k.amount_fen)::bigint AS fen FROM arrival k
        WHERE k.correction_of_id IS NOT NULL AND ${live("k")} GROUP BY 1) c ON c.correction_of_id = a.id
    WHERE ${inSpan("a", ask)} AND ${live("a")} AND NOT a.opening AND a.correction_of_id IS NULL AND a.arrived_on < p.contract_on
      AND a.amount_fen + coalesce(c.fen, 0) > 0`;

/** An opening sum holds everything up to its day; a single row of an earlier day of that year is in it a second time. */
const overlapping = (ledger: "arrival" | "investment", ask: RowAsk): Sql => {
  const { amount, word } = LEDGERS[ledger];
  const fen = Prisma.raw(amount);
  const same =
    ledger === "arrival"
      ? sql`extract(year FROM r.arrived_on) = extract(year FROM o.arrived_on) AND r.arrived_on <= o.arrived_on`
      : sql`r.basis = o.basis AND r.month / 100 = o.month / 100 AND r.month <= o.month`;
  return sql`SELECT o.project_id, ${NO_OTHER}, ${`${ledger}:`}::text || o.id AS subject,
      ${numbers([`期初${word}`, "amount", sql`max(o.${fen})`], ["期初截止日以前的单笔", "amount", sql`sum(r.${fen})::bigint`])} AS numbers,
      (max(coalesce(r.approved_at, r.recorded_at)) AT TIME ZONE 'Asia/Shanghai')::date AS since,
      jsonb_build_object('ledger', ${ledger}::text) AS detail
    FROM ${Prisma.raw(ledger)} o JOIN ${Prisma.raw(ledger)} r ON r.project_id = o.project_id AND ${same}
    WHERE o.opening AND ${live("o")} AND ${inSpan("o", ask)} AND NOT r.opening AND ${live("r")} AND r.correction_of_id IS NULL
      AND o.${fen} > 0 GROUP BY o.id, o.project_id HAVING sum(r.${fen}) > 0`;
};

/** What came in as an opening after its year had a closed month is in that month already, or nowhere. */
const openedLate = (ledger: "arrival" | "investment", ask: RowAsk): Sql =>
  sql`SELECT o.project_id, ${NO_OTHER}, ${`late:${ledger}:`}::text || o.id AS subject,
      ${numbers(["期初计入", "month", sql`o.stat_month`], ["已关账至", "month", sql`max(c.month)`])} AS numbers,
      (max(o.approved_at) AT TIME ZONE 'Asia/Shanghai')::date AS since, jsonb_build_object('ledger', ${ledger}::text) AS detail
    FROM ${Prisma.raw(ledger)} o JOIN month_close c ON c.month / 100 = o.stat_month / 100 AND c.month < o.stat_month
      AND c.closed_at < o.approved_at
    WHERE o.opening AND ${live("o")} AND ${inSpan("o", ask)} GROUP BY o.id, o.project_id, o.stat_month`;

export const openingOverlap: RowQuestion = (ask) =>
  sql`${overlapping("arrival", ask)} UNION ALL ${overlapping("investment", ask)}
    UNION ALL ${openedLate("arrival", ask)} UNION ALL ${openedLate("investment", ask)}`;

/** The condition under which the report says 外资 in RMB; always of the whole year. */
export const unrated: RowQuestion = (ask) =>
  sql`SELECT a.project_id, ${NO_OTHER}, 'arrival:' || a.id AS subject,
      ${numbers(["到位日期", "day", sql`a.arrived_on::text`], ["外资（折人民币）", "amount", sql`a.foreign_fen`])} AS numbers,
      a.arrived_on AS since, '{}'::jsonb AS detail
    FROM arrival a LEFT JOIN exchange_rate r ON r.currency = 'USD'
      AND r.month = (extract(year FROM a.arrived_on) * 100 + extract(month FROM a.arrived_on))::int
    WHERE ${inSpan("a", { ...ask, closing: false })} AND ${live("a")} AND a.foreign_fen <> 0 AND a.currency <> 'USD' AND r.id IS NULL`;
