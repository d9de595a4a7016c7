/** Amounts of one project beside each other, days out of order, and what nobody filled in. */
import "server-only";
import { addDays } from "@/server/domain/periods";
import { type Sql, sql } from "@/server/platform/database";
import { live } from "../knowledge";
import {
  atField,
  inSpan,
  NO_OTHER,
  numbers,
  project,
  type RowQuestion,
  type Shared,
  touched,
} from "./row-ask";
import { digitsExchanged, unitSlipped } from "./slip-conditions";

/** On the main line: what was given up is not mended. */
const going = sql`p.off_state IS NULL`;
const signed = sql`p.contract_on IS NOT NULL`;

/** The amounts that one project is known by, in the order in which papers say them. */
const AMOUNTS = sql`(VALUES (1, 'contractFen', '签约金额', p.contract_fen), (2, 'plannedTotalFen', '计划总投资', p.planned_total_fen),
  (3, 'filedTotalFen', '备案总投资', p.filed_total_fen), (4, 'agreedOutsideFen', '约定省外资金', p.agreed_outside_fen))`;
/** Half of the money from outside is no slip of the pen; the first three say the same thing. */
const SAYING_THE_SAME = 3;

/** Two amounts of the project itself in which something may have slipped. */
export const amountPairs: Shared = {
  name: "amount_pair",
  rows: () => sql`SELECT p.id, a.n, b.n AS other_n, a.field, a.label, a.fen, b.field AS other_field, b.label AS other_label, b.fen AS other_fen,
      b.n <= ${SAYING_THE_SAME}::int AND ${unitSlipped(sql`a.fen`, sql`b.fen`)} AS unit, ${digitsExchanged(sql`a.fen`, sql`b.fen`)} AS digits
    FROM (SELECT p.id, p.contract_fen, p.planned_total_fen, p.filed_total_fen, p.agreed_outside_fen FROM project p
        WHERE ${going} AND ${signed} OFFSET 0) p
      CROSS JOIN LATERAL ${AMOUNTS} a (n, field, label, fen) JOIN LATERAL ${AMOUNTS} b (n, field, label, fen) ON a.n < b.n
    WHERE a.fen > 0 AND b.fen > 0 AND a.fen <> b.fen AND ((b.n <= ${SAYING_THE_SAME}::int AND ${unitSlipped(sql`a.fen`, sql`b.fen`)})
      OR ${digitsExchanged(sql`a.fen`, sql`b.fen`)})`,
};

/** The later paper is set to the earlier one. What is wrong in one place is one finding. */
const twoAmounts = (condition: Sql): Sql =>
  sql`SELECT DISTINCT ON (p.id) p.id AS project_id, ${NO_OTHER}, 'project:' || p.id || '/' || p.field || '+' || p.other_field AS subject,
      ${numbers([sql`p.label`, "amount", sql`p.fen`], [sql`p.other_label`, "amount", sql`p.other_fen`])} AS numbers, NULL::date AS since,
      jsonb_build_object('field', p.other_field, 'value', p.fen) AS detail
    FROM amount_pair p WHERE ${condition} ORDER BY p.id, p.n, p.other_n`;

/** An arrival beside what was agreed, planned and signed. A tenth of what is planned is an ordinary payment; ten times of it is none. */
export const arrivalSlips: Shared = {
  name: "arrival_slip",
  rows: (ask) => sql`SELECT e.id, e.project_id, e.amount_fen, e.arrived_on, e.status, a.n, a.label, a.fen,
      e.amount_fen > a.fen AND ${unitSlipped(sql`a.fen`, sql`e.amount_fen`)} AS unit, ${digitsExchanged(sql`a.fen`, sql`e.amount_fen`)} AS digits
    FROM arrival e JOIN project p ON p.id = e.project_id CROSS JOIN LATERAL ${AMOUNTS} a (n, field, label, fen)
    WHERE ${going} AND (${inSpan("e", ask)} OR e.status = 'submitted') AND e.status IN ('approved', 'submitted') AND e.voided_at IS NULL
      AND e.correction_of_id IS NULL AND NOT e.opening AND a.fen > 0 AND e.amount_fen > 0 AND e.amount_fen <> a.fen
      AND ((e.amount_fen > a.fen AND ${unitSlipped(sql`a.fen`, sql`e.amount_fen`)}) OR ${digitsExchanged(sql`a.fen`, sql`e.amount_fen`)})
      AND NOT EXISTS (SELECT 1 FROM arrival k WHERE k.correction_of_id = e.id AND ${live("k")})`,
};

const oneArrival = (condition: Sql): Sql =>
  sql`SELECT DISTINCT ON (e.id) e.project_id, ${NO_OTHER}, 'arrival:' || e.id AS subject,
      ${numbers([sql`e.label`, "amount", sql`e.fen`], ["到位金额", "amount", sql`e.amount_fen`])} AS numbers, e.arrived_on AS since,
      jsonb_build_object('ledger', 'arrival', 'entryId', e.id, 'status', e.status) AS detail
    FROM arrival_slip e WHERE ${condition} ORDER BY e.id, e.n`;

export const slipDigits: RowQuestion = () =>
  sql`(${twoAmounts(sql`p.digits`)}) UNION ALL (${oneArrival(sql`e.digits`)})`;

export const slipUnit: RowQuestion = () =>
  sql`(${twoAmounts(sql`p.unit`)}) UNION ALL (${oneArrival(sql`e.unit`)})`;

/** Above this the two papers need an explanation. */
const APART_PERCENT = 20;

export const filedContract: RowQuestion = () =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, ${project} AS subject,
      ${numbers(["签约金额", "amount", sql`p.contract_fen`], ["备案总投资", "amount", sql`p.filed_total_fen`])} AS numbers,
      NULL::date AS since, ${atField("filedTotalFen")} AS detail
    FROM project p WHERE ${going} AND p.contract_fen > 0 AND p.filed_total_fen > 0
      AND abs(p.filed_total_fen - p.contract_fen) * 100 > p.contract_fen * ${APART_PERCENT}::int`;

/** 纳统 of all projects; OFFSET 0 has them read at once, and not looked up for tens of thousands of projects one by one. */
const registrations = sql`(SELECT m.project_id, m.occurred_on FROM milestone m WHERE m.kind = 'statistics' AND ${live("m")} OFFSET 0)`;

export const filedRegistered: RowQuestion = () =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, ${project} AS subject,
      ${numbers(["计划总投资", "amount", sql`p.planned_total_fen`], ["备案总投资", "amount", sql`p.filed_total_fen`])} AS numbers,
      m.occurred_on AS since, ${atField("filedTotalFen")} AS detail
    FROM project p JOIN ${registrations} m ON m.project_id = p.id
    WHERE ${going} AND p.filed_total_fen > 0 AND p.planned_total_fen > 0 AND p.filed_total_fen <> p.planned_total_fen`;

export const milestoneFuture: RowQuestion = ({ today }) =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, 'milestone:' || m.id AS subject,
      ${numbers(["节点日期", "day", sql`m.occurred_on::text`], ["今天", "day", sql`${today}::text`])} AS numbers,
      (m.approved_at AT TIME ZONE 'Asia/Shanghai')::date AS since, '{}'::jsonb AS detail
    FROM milestone m JOIN project p ON p.id = m.project_id WHERE ${live("m")} AND m.occurred_on > ${today}::date`;

const ORDER = sql`(VALUES ('contract', '签约', 'start', '开工'), ('start', '开工', 'statistics', '纳统'), ('start', '开工', 'completion', '竣工'),
  ('start', '开工', 'production', '投产'))`;
/** Milestones of an import of which only the month, or not even that, was known. */
const dated = (alias: Sql): Sql => sql`coalesce(${alias}.details->>'undated', '') <> 'true'`;

export const milestoneOrder: RowQuestion = () =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, 'milestone:' || a.id || '+' || b.id AS subject,
      ${numbers([sql`o.a_word || '日期'`, "day", sql`a.occurred_on::text`], [sql`o.b_word || '日期'`, "day", sql`b.occurred_on::text`])} AS numbers,
      b.occurred_on AS since, '{}'::jsonb AS detail
    FROM ${ORDER} o (a, a_word, b, b_word) JOIN milestone b ON b.kind = o.b AND ${live("b")} AND ${dated(sql`b`)}
      JOIN milestone a ON a.kind = o.a AND a.project_id = b.project_id AND ${live("a")} AND ${dated(sql`a`)}
      JOIN project p ON p.id = b.project_id
    WHERE ${going} AND b.occurred_on < a.occurred_on`;

/** Always of the whole year: what stands under 其他 was put there by any of its months. */
export const noChain: RowQuestion = (ask) =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, ${project} AS subject,
      ${numbers(["签约金额", "amount", sql`p.contract_fen`], ["累计到位", "amount", sql`p.arrived_fen`], ["累计固投", "amount", sql`p.invested_fen`])} AS numbers,
      p.contract_on AS since, ${atField("chainId")} AS detail
    FROM project p WHERE p.chain_id IS NULL AND EXISTS (SELECT 1 FROM agreement r WHERE r.project_id = p.id AND ${inSpan("r", { ...ask, closing: false })} AND ${live("r")}
        UNION ALL SELECT 1 FROM arrival r WHERE r.project_id = p.id AND ${inSpan("r", { ...ask, closing: false })} AND ${live("r")}
        UNION ALL SELECT 1 FROM investment r WHERE r.project_id = p.id AND ${inSpan("r", { ...ask, closing: false })} AND ${live("r")})`;

export const unclassified: RowQuestion = () =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, ${project} AS subject, ${numbers([
    "缺",
    "text",
    sql`concat_ws('、', CASE WHEN w.unit THEN '主办部门' END, CASE WHEN w.industry THEN '行业分类' END, CASE WHEN w.province THEN '投资方所在省' END)`,
  ])} AS numbers, p.contract_on AS since,
      jsonb_build_object('field', CASE WHEN w.unit THEN 'leadUnitId' WHEN w.industry THEN 'industryCode' ELSE 'originProvince' END) AS detail
    FROM project p, LATERAL (SELECT p.lead_unit_id IS NULL AS unit, coalesce(p.industry_code, '') = '' AS industry,
        p.origin_province = '' AS province) w
    WHERE ${going} AND ${signed} AND (w.unit OR w.industry OR w.province)`;

export const contractNoAmount: RowQuestion = (ask) =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, ${project} AS subject,
      ${numbers(["签约日期", "day", sql`p.contract_on::text`], ["计划总投资", "amount", sql`p.planned_total_fen`], ["签约金额", "amount", sql`p.contract_fen`])} AS numbers,
      p.contract_on AS since, jsonb_build_object('ledger', 'agreement') AS detail
    FROM project p WHERE ${going} AND ${signed} AND coalesce(p.contract_fen, 0) = 0 AND ${touched(ask)}`;

export const startNoPlan: RowQuestion = (ask) =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, ${project} AS subject,
      ${numbers(["开工日期", "day", sql`p.start_on::text`], ["签约金额", "amount", sql`p.contract_fen`], ["计划总投资", "amount", sql`p.planned_total_fen`])} AS numbers,
      p.start_on AS since, ${atField("plannedTotalFen")} AS detail
    FROM project p WHERE ${going} AND p.start_on IS NOT NULL AND coalesce(p.planned_total_fen, 0) = 0 AND ${touched(ask)}`;

export const notInLibrary: RowQuestion = ({ today, rules }) =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, ${project} AS subject,
      ${numbers(["开工日期", "day", sql`p.start_on::text`], ["计划总投资", "amount", sql`p.planned_total_fen`])} AS numbers,
      (p.start_on + ${rules.clocks.unregistered.lateDays}::int) AS since, '{}'::jsonb AS detail
    FROM project p WHERE ${going} AND p.start_on < ${addDays(today, -rules.clocks.unregistered.lateDays)}::date
      AND p.planned_total_fen >= ${rules.thresholds.investmentMinPlanFen}::bigint
      AND NOT EXISTS (SELECT 1 FROM ${registrations} m WHERE m.project_id = p.id)`;

export const noTeam: RowQuestion = () =>
  sql`SELECT p.id AS project_id, ${NO_OTHER}, ${project} AS subject,
      ${numbers(["签约日期", "day", sql`p.contract_on::text`])} AS numbers, p.contract_on AS since, '{}'::jsonb AS detail
    FROM project p WHERE ${going} AND ${signed}
      AND NOT EXISTS (SELECT 1 FROM (SELECT project_id FROM project_member WHERE valid_to IS NULL OFFSET 0) m WHERE m.project_id = p.id)`;
