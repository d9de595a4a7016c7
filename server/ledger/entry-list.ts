/** The three ledgers as lists: narrowed, paged, with the sums of everything that the filter finds. */
import "server-only";
import type { EntryFilter, EntryPaper, ListEntries } from "@/server/contracts/ledger";
import type { Fen } from "@/server/domain/amounts";
import type { EntryStatus } from "@/server/domain/ledger-entries";
import { firstDayOf, lastDayOf, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { AgreementRow, ArrivalRow, InvestmentRow, Ledger } from "@/server/domain/project-facts";
import { database, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { searchMatch } from "@/server/platform/search-match";
import { maskedFor, projectsFor } from "@/server/projects";
import { paperColumns } from "./entry-papers";
import { tableOf } from "./load-entries";

/** What every line of a ledger says about itself and its project. */
export interface EntryFrame {
  id: number;
  version: number;
  status: EntryStatus;
  projectId: number;
  projectNumber: string;
  projectName: string;
  chainName: string | null;
  chainHue: number | null;
  statMonth: StatMonth | null;
  opening: boolean;
  correctionOfId: number | null;
  returnReason: string | null;
  recordedBy: string;
  approvedBy: string | null;
  /** The reader may change it, correct it or send it for review. */
  mayDraft: boolean;
  /** The reader sent it for review and may still take it back. */
  mayWithdraw: boolean;
  /** Papers of the row itself, as far as the reader may open them, and how many there are. */
  papers: EntryPaper[];
  paperCount: number;
  mayAttach: boolean;
}
export type ArrivalLine = EntryFrame & ArrivalRow;
export type InvestmentLine = EntryFrame & InvestmentRow;
export type AgreementLine = EntryFrame & AgreementRow;

const withdrawable = (actor: Actor, ledger: Ledger): Sql =>
  sql`(e.status = 'submitted' AND ${projectsFor(actor, "entry:draft")} AND ${actor.id} = (SELECT f.actor_id FROM project_fact f
    WHERE f.project_id = e.project_id AND f.type = 'EntrySubmitted' AND f.payload->>'ledger' = ${ledger}
      AND (f.payload->>'entryId')::int = e.id ORDER BY f.version DESC LIMIT 1))`;

const FRAME = (
  actor: Actor,
  ledger: Ledger,
): Sql => sql`e.id, e.version, e.status, e.project_id AS "projectId", p.number AS "projectNumber",
  p.name AS "projectName", c.name AS "chainName", c.hue AS "chainHue", e.stat_month AS "statMonth", e.opening,
  e.correction_of_id AS "correctionOfId", e.return_reason AS "returnReason", coalesce(ra.display_name, '') AS "recordedBy",
  aa.display_name AS "approvedBy", ${projectsFor(actor, "entry:draft")} AS "mayDraft", ${withdrawable(actor, ledger)} AS "mayWithdraw", ${paperColumns(actor, ledger)}`;

const FROM = (ledger: Ledger): Sql => sql`FROM ${tableOf(ledger)} e JOIN project p ON p.id = e.project_id
  LEFT JOIN chain c ON c.id = p.chain_id LEFT JOIN account ra ON ra.id = e.recorded_by_id
  LEFT JOIN account aa ON aa.id = e.approved_by_id`;

const OWN_COLUMNS: Record<Ledger, Sql> = {
  arrival: sql`e.arrived_on::text AS "arrivedOn", e.payer_name AS "payerName", e.source_province AS "sourceProvince",
    e.currency, e.original_cents AS "originalCents", e.amount_fen AS "amountFen", e.outside_fen AS "outsideFen",
    e.inside_fen AS "insideFen", e.foreign_fen AS "foreignFen", e.use_kind AS "useKind", e.voucher_kind AS "voucherKind",
    e.voucher_number AS "voucherNumber", e.note`,
  investment: sql`e.month, e.basis, e.construction_fen AS "constructionFen", e.installation_fen AS "installationFen",
    e.equipment_fen AS "equipmentFen", e.other_fen AS "otherFen", e.total_fen AS "totalFen", e.note`,
  agreement: sql`e.kind, e.signed_on::text AS "signedOn", e.amount_fen AS "amountFen", e.agreed_outside_fen AS "agreedOutsideFen",
    e.document_number AS "documentNumber", e.counterpart, e.event, e.valid_until::text AS "validUntil", e.note`,
};
const LATEST_FIRST: Record<Ledger, Sql> = {
  arrival: sql`e.arrived_on DESC, e.id DESC`,
  investment: sql`e.month DESC, e.id DESC`,
  agreement: sql`e.signed_on DESC, e.id DESC`,
};

const likeText = (text: string) => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
const TEXT_COLUMNS: Record<Ledger, Sql> = {
  arrival: sql`concat_ws(' ', p.name, p.number, e.payer_name, e.voucher_number)`,
  investment: sql`concat_ws(' ', p.name, p.number)`,
  agreement: sql`concat_ws(' ', p.name, p.number, e.counterpart, e.document_number)`,
};

/** Before approval a row has no stat month: then its own day or month decides. */
function monthCondition(ledger: Ledger, from: StatMonth, to: StatMonth): Sql {
  const days = [firstDayOf(from), lastDayOf(to)] as const;
  const own =
    ledger === "investment"
      ? sql`e.month BETWEEN ${from} AND ${to}`
      : ledger === "arrival"
        ? sql`e.arrived_on BETWEEN ${days[0]}::date AND ${days[1]}::date`
        : sql`e.signed_on BETWEEN ${days[0]}::date AND ${days[1]}::date`;
  return sql`(e.stat_month BETWEEN ${from} AND ${to} OR (e.stat_month IS NULL AND ${own}))`;
}

function conditions(actor: Actor, ledger: Ledger, filter: EntryFilter): Sql {
  const { from, to, status, chainId, projectId, q, basis, kind } = filter;
  const all: Sql[] = [
    sql`e.voided_at IS NULL`,
    projectsFor(actor, "entry:read"),
    sql`NOT ${maskedFor(actor)}`,
  ];
  if (from !== undefined || to !== undefined)
    all.push(monthCondition(ledger, from ?? 190_001, to ?? 999_912));
  if (status) all.push(sql`e.status = ${status}`);
  if (chainId !== undefined) all.push(chainId === 0 ? sql`p.chain_id IS NULL` : sql`p.chain_id = ${chainId}`);
  if (projectId !== undefined) all.push(sql`e.project_id = ${projectId}`);
  if (q) all.push(sql`${TEXT_COLUMNS[ledger]} ILIKE ${likeText(q)}`);
  if (basis && ledger === "investment") all.push(sql`e.basis = ${basis}`);
  if (kind && ledger === "agreement") all.push(sql`e.kind = ${kind}`);
  return all.reduce((a, b) => sql`${a} AND ${b}`);
}

/** What a ledger is ordered by, before the number of the row. */
const ORDER_KEY: Record<Ledger, { column: Sql; of: (line: AnyLine) => string | number; as: Sql }> = {
  arrival: { column: sql`e.arrived_on`, of: (line) => (line as ArrivalLine).arrivedOn, as: sql`date` },
  investment: { column: sql`e.month`, of: (line) => (line as InvestmentLine).month, as: sql`int` },
  agreement: { column: sql`e.signed_on`, of: (line) => (line as AgreementLine).signedOn, as: sql`date` },
};
type AnyLine = ArrivalLine | InvestmentLine | AgreementLine;
const BATCH = 1000;

/** 统计数 and 调度数 are never in one list. */
const oneBasis = (ledger: Ledger, filter: EntryFilter): EntryFilter =>
  ledger === "investment" ? { ...filter, basis: filter.basis ?? "official" } : filter;

/** Every row that the filter finds, in the order of the list, in batches: for a file. */
export async function* entryBatches(
  actor: Actor,
  ledger: Ledger,
  filter: EntryFilter,
  batch = BATCH,
): AsyncGenerator<AnyLine[]> {
  const where = conditions(actor, ledger, oneBasis(ledger, filter));
  const { column, of, as } = ORDER_KEY[ledger];
  let after = sql`TRUE`;
  for (;;) {
    const lines = await rowsOf<AnyLine>(
      database,
      sql`SELECT ${FRAME(actor, ledger)}, ${OWN_COLUMNS[ledger]} ${FROM(ledger)} WHERE ${where} AND ${after}
        ORDER BY ${LATEST_FIRST[ledger]} LIMIT ${batch}`,
    );
    const last = lines.at(-1);
    if (lines.length > 0) yield lines;
    if (!last || lines.length < batch) return;
    after = sql`(${column}, e.id) < (${of(last)}::${as}, ${last.id})`;
  }
}

export async function countEntries(actor: Actor, ledger: Ledger, filter: EntryFilter): Promise<number> {
  const where = conditions(actor, ledger, oneBasis(ledger, filter));
  const { total } = await rowOf<{ total: number }>(
    database,
    sql`SELECT count(*)::int AS total FROM ${tableOf(ledger)} e JOIN project p ON p.id = e.project_id WHERE ${where}`,
  );
  return total;
}

async function pageOf<Line, Sums>(
  actor: Actor,
  ledger: Ledger,
  { filter, offset, limit }: ListEntries,
  sums: Sql,
): Promise<{ lines: Line[]; total: number; sums: Sums }> {
  const where = conditions(actor, ledger, filter);
  const [lines, found] = await Promise.all([
    rowsOf<Line>(
      database,
      sql`SELECT ${FRAME(actor, ledger)}, ${OWN_COLUMNS[ledger]} ${FROM(ledger)} WHERE ${where}
        ORDER BY ${LATEST_FIRST[ledger]} LIMIT ${limit} OFFSET ${offset}`,
    ),
    rowOf<{ total: number } & Sums>(
      database,
      sql`SELECT count(*) AS total, ${sums} FROM ${tableOf(ledger)} e JOIN project p ON p.id = e.project_id WHERE ${where}`,
    ),
  ]);
  const { total, ...rest } = found;
  return { lines, total, sums: rest as unknown as Sums };
}

export interface ArrivalSums {
  amountFen: Fen;
  approvedFen: Fen;
  outsideFen: Fen;
  insideFen: Fen;
  foreignFen: Fen;
}
export const listArrivals = (actor: Actor, input: ListEntries) =>
  pageOf<ArrivalLine, ArrivalSums>(
    actor,
    "arrival",
    input,
    sql`coalesce(sum(e.amount_fen), 0)::bigint AS "amountFen",
      coalesce(sum(e.amount_fen) FILTER (WHERE e.status = 'approved'), 0)::bigint AS "approvedFen",
      coalesce(sum(e.outside_fen), 0)::bigint AS "outsideFen", coalesce(sum(e.inside_fen), 0)::bigint AS "insideFen",
      coalesce(sum(e.foreign_fen), 0)::bigint AS "foreignFen"`,
  );

export interface InvestmentSums {
  totalFen: Fen;
  approvedFen: Fen;
  constructionFen: Fen | null;
  installationFen: Fen | null;
  equipmentFen: Fen | null;
  otherFen: Fen | null;
}
export const listInvestments = (actor: Actor, input: ListEntries) =>
  pageOf<InvestmentLine, InvestmentSums>(
    actor,
    "investment",
    { ...input, filter: oneBasis("investment", input.filter) },
    sql`coalesce(sum(e.total_fen), 0)::bigint AS "totalFen",
      coalesce(sum(e.total_fen) FILTER (WHERE e.status = 'approved'), 0)::bigint AS "approvedFen",
      sum(e.construction_fen)::bigint AS "constructionFen", sum(e.installation_fen)::bigint AS "installationFen",
      sum(e.equipment_fen)::bigint AS "equipmentFen", sum(e.other_fen)::bigint AS "otherFen"`,
  );

/** Sums by kind: amounts of different kinds are never added. */
export interface AgreementSums {
  frameworkFen: Fen | null;
  contractFen: Fen | null;
  supplementFen: Fen | null;
}
export const listAgreements = (actor: Actor, input: ListEntries) =>
  pageOf<AgreementLine, AgreementSums>(
    actor,
    "agreement",
    input,
    sql`sum(e.amount_fen) FILTER (WHERE e.kind = 'framework')::bigint AS "frameworkFen",
      sum(e.amount_fen) FILTER (WHERE e.kind = 'contract')::bigint AS "contractFen",
      sum(e.amount_fen) FILTER (WHERE e.kind = 'supplement')::bigint AS "supplementFen"`,
  );

export interface EntryProject {
  id: number;
  number: string;
  name: string;
  chainName: string | null;
  /** Where its investor is registered: most of its money comes from there. */
  originProvince: string | null;
}

/** Signed projects that the reader may enter amounts for, found by name, number, pinyin or initials. */
export const findEntryProjects = (
  actor: Actor,
  { q, limit }: { q: string; limit: number },
): Promise<EntryProject[]> =>
  rowsOf<EntryProject>(
    database,
    sql`SELECT p.id, p.number, p.name, c.name AS "chainName", p.origin_province AS "originProvince"
      FROM project p LEFT JOIN chain c ON c.id = p.chain_id
      WHERE ${projectsFor(actor, "entry:draft")} AND p.contract_on IS NOT NULL
        AND (${q} = '' OR p.number ILIKE ${likeText(q)} OR ${searchMatch("p", q) ?? sql`FALSE`})
      ORDER BY p.updated_at DESC, p.id LIMIT ${limit}`,
  );
