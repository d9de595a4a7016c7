/** Why a row of a report counts otherwise between two instants: what was approved, ended or changed in between, in words. */
import "server-only";
import { formatFen } from "@/server/domain/amounts";
import { OFF_STATE_NAME, type OffState } from "@/server/domain/milestones";
import { type Day, dayOf } from "@/server/domain/periods";
import { nameBook, nameVersion } from "@/server/organisation/name-book";
import { database, rowOf, rowsOf, sql } from "@/server/platform/database";
import { type Knowledge, projects } from "./knowledge";

export interface ChangedRow {
  projectId: number;
  /** agreement:12 … */
  sources: readonly string[];
}

interface Between {
  from: Knowledge;
  to: Knowledge;
}

const shortDay = (instant: Date): string => {
  const [, month = "", day = ""] = dayOf(instant).split("-");
  return `${Number(month)}月${Number(day)}日`;
};
const within = (instant: Date | null, { from, to }: Between): instant is Date =>
  instant !== null && (from === null || instant >= new Date(from)) && (to === null || instant < new Date(to));

interface Entry {
  key: string;
  approvedAt: Date | null;
  voidedAt: Date | null;
  correction: boolean;
}

/** The rows of the ledgers by their keys; for what follows from a whole project, its papers and milestones. */
async function entriesOf(rows: readonly ChangedRow[]): Promise<Map<string, Entry[]>> {
  const keys = rows.flatMap((r) => r.sources);
  const idsOf = (source: string) =>
    keys.filter((k) => k.startsWith(`${source}:`)).map((k) => Number(k.slice(source.length + 1)));
  const lives = idsOf("project");
  const found = await rowsOf<Entry>(
    database,
    sql`SELECT 'agreement:' || id AS key, approved_at AS "approvedAt", voided_at AS "voidedAt", correction_of_id IS NOT NULL AS correction
        FROM agreement WHERE id = ANY(${idsOf("agreement")}::int[])
      UNION ALL SELECT 'arrival:' || id, approved_at, voided_at, correction_of_id IS NOT NULL FROM arrival WHERE id = ANY(${idsOf("arrival")}::int[])
      UNION ALL SELECT 'investment:' || id, approved_at, voided_at, correction_of_id IS NOT NULL FROM investment WHERE id = ANY(${idsOf("investment")}::int[])
      UNION ALL SELECT 'milestone:' || id, approved_at, voided_at, FALSE FROM milestone WHERE id = ANY(${idsOf("milestone")}::int[])
      UNION ALL SELECT 'project:' || project_id, approved_at, voided_at, FALSE FROM milestone WHERE project_id = ANY(${lives}::int[]) AND approved_at IS NOT NULL
      UNION ALL SELECT 'project:' || project_id, approved_at, voided_at, FALSE FROM agreement WHERE project_id = ANY(${lives}::int[]) AND approved_at IS NOT NULL`,
  );
  const byKey = new Map<string, Entry[]>();
  for (const entry of found) byKey.set(entry.key, [...(byKey.get(entry.key) ?? []), entry]);
  return byKey;
}

function entryWords(entries: readonly Entry[], between: Between): string[] {
  return entries.flatMap(({ approvedAt, voidedAt, correction }) => [
    ...(within(approvedAt, between)
      ? [correction ? `更正于${shortDay(approvedAt)}计入` : `${shortDay(approvedAt)}起计入`]
      : []),
    ...(within(voidedAt, between) ? [`${shortDay(voidedAt)}失效（合并、拆分或撤销）`] : []),
  ]);
}

interface Read {
  id: number;
  chainId: number | null;
  leadUnitId: number | null;
  streetUnitId: number | null;
  province: string;
  industry: string | null;
  sensitive: boolean;
  plannedFen: number | null;
  offState: OffState | null;
}

const readAt = (ids: readonly number[], known: Knowledge): Promise<Read[]> =>
  rowsOf<Read>(
    database,
    sql`SELECT p.id, p.chain_id AS "chainId", p.lead_unit_id AS "leadUnitId", p.street_unit_id AS "streetUnitId", p.origin_province AS province,
        p.industry_code AS industry, p.sensitivity = 'sensitive' AS sensitive, p.planned_total_fen AS "plannedFen", p.off_state AS "offState"
      FROM ${projects(known)} p WHERE p.id = ANY(${[...ids]}::int[])`,
  );

/** 产业链：重型数控机床 → 冰雪体育; nothing for a project that was not there before. */
async function projectWords(ids: readonly number[], { from, to }: Between, today: Day) {
  const [was, is] = [await readAt(ids, from), await readAt(ids, to)];
  const { version } = await rowOf<{ version: number }>(database, sql`SELECT ${nameVersion} AS version`);
  const names = await nameBook(version, today);
  const fields: [label: string, word: (read: Read) => string][] = [
    ["产业链", (r) => names.chain(r.chainId)?.name ?? "无"],
    ["主办部门", (r) => names.unit(r.leadUnitId) ?? "无"],
    ["街道园区", (r) => names.unit(r.streetUnitId) ?? "无"],
    ["来源省份", (r) => r.province || "无"],
    ["行业", (r) => r.industry ?? "无"],
    ["密级", (r) => (r.sensitive ? "敏感" : "非敏感")],
    ["计划总投资", (r) => (r.plannedFen === null ? "无" : `${formatFen(r.plannedFen, "wan", 2)}万元`)],
    ["状态", (r) => (r.offState === null ? "正常" : OFF_STATE_NAME[r.offState])],
  ];
  return new Map(
    is.map((now): [number, string[]] => {
      const then = was.find((w) => w.id === now.id);
      if (!then) return [now.id, []];
      const changed = fields.filter(([, word]) => word(then) !== word(now));
      return [now.id, changed.map(([label, word]) => `${label}：${word(then)} → ${word(now)}`)];
    }),
  );
}

/** For each row its reasons, without repetition; a row that is the same counts otherwise because of rates, rules or closes. */
export async function whyChanged(
  rows: readonly ChangedRow[],
  between: Between,
  today: Day,
): Promise<string[][]> {
  if (rows.length === 0) return [];
  const entries = await entriesOf(rows);
  const changes = await projectWords([...new Set(rows.map((r) => r.projectId))], between, today);
  return rows.map(({ projectId, sources }) => {
    const said = sources.flatMap((key) => entryWords(entries.get(key) ?? [], between));
    const words = [...new Set([...said, ...(changes.get(projectId) ?? [])])];
    return words.length > 0 ? words : ["汇率、分档起点或关账的变化"];
  });
}
