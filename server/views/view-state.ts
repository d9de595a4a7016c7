/**
 * What a stored view still means today. The product and the bureau move on: a column, a condition or a unit that is no
 * longer there is left out and named, and the rest opens as it was saved.
 */
import "server-only";
import { type ProjectFilter, projectFilter } from "@/server/contracts/project";
import {
  PROJECT_COLUMNS,
  PROJECT_GROUPS,
  type ViewState,
  viewColumn,
  viewState,
} from "@/server/contracts/project-view";
import { database, rowOf, sql } from "@/server/platform/database";

const FILTER_WORDS: Record<keyof ProjectFilter, string> = {
  q: "文字",
  chainIds: "产业链",
  engineId: "战略新引擎",
  stages: "阶段",
  off: "去向",
  leadUnitId: "主办部门",
  streetUnitId: "街道园区",
  ownerId: "承办人",
  unowned: "无责任人",
  mine: "我承办或参与的",
  province: "来源",
  industry: "行业",
  minFen: "计划总投资不低于",
  maxFen: "计划总投资不超过",
  signedFrom: "签约自",
  signedTo: "签约至",
  startedFrom: "开工自",
  startedTo: "开工至",
  reportedFrom: "首报自",
  reportedTo: "首报至",
  dueFrom: "下一步到期自",
  dueTo: "下一步到期至",
  light: "亮灯",
  importId: "导入批次",
  signedNotStarted: "已签约未开工",
  duty: "线索时限",
  lapsing: "将进公海",
};

/** Ids that a condition may name today. */
export interface Known {
  chains: number[];
  engines: number[];
  units: number[];
  accounts: number[];
  imports: number[];
}

export async function knownToday(): Promise<Known> {
  const { known } = await rowOf<{ known: Known }>(
    database,
    sql`SELECT json_build_object(
      'chains', (SELECT coalesce(json_agg(id), '[]') FROM chain WHERE active),
      'engines', (SELECT coalesce(json_agg(id), '[]') FROM engine WHERE active),
      'units', (SELECT coalesce(json_agg(id), '[]') FROM unit WHERE active),
      'accounts', (SELECT coalesce(json_agg(id), '[]') FROM account WHERE active),
      'imports', (SELECT coalesce(json_agg(id), '[]') FROM import_batch)) AS known`,
  );
  return known;
}

const KNOWN_BY: Partial<Record<keyof ProjectFilter, keyof Known>> = {
  engineId: "engines",
  leadUnitId: "units",
  streetUnitId: "units",
  ownerId: "accounts",
  importId: "imports",
};

type Values = Record<string, unknown>;
const valuesOf = (value: unknown): Values =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Values) : {};

function readFilter(stored: Values, known: Known, missing: string[]): ProjectFilter {
  const shape: Record<string, { safeParse(value: unknown): { success: boolean } }> = projectFilter.shape;
  const kept: Values = {};
  for (const [key, value] of Object.entries(stored)) {
    const word = FILTER_WORDS[key as keyof ProjectFilter];
    const list = KNOWN_BY[key as keyof ProjectFilter];
    const gone = list !== undefined && !known[list].includes(value as number);
    if (word === undefined || gone || !shape[key]?.safeParse(value).success)
      missing.push(`条件“${word ?? key}”`);
    else kept[key] = value;
  }
  const { chainIds, ...others } = kept as ProjectFilter;
  const chains = chainIds?.filter((id) => id === 0 || known.chains.includes(id));
  if (chainIds && chains && chains.length < chainIds.length) missing.push("条件“产业链”中的部分产业链");
  return chains?.length ? { ...others, chainIds: chains } : others;
}

function readColumns(stored: unknown, missing: string[]): ViewState["columns"] {
  if (!Array.isArray(stored)) return null;
  const seen = new Set<string>();
  const columns = stored.flatMap((one) => {
    const read = viewColumn.safeParse(one);
    if (read.success && !seen.has(read.data.id)) {
      seen.add(read.data.id);
      return [read.data];
    }
    const id = String(valuesOf(one).id ?? "");
    missing.push(`列“${PROJECT_COLUMNS[id as keyof typeof PROJECT_COLUMNS] ?? id}”`);
    return [];
  });
  return columns.length > 0 ? columns : null;
}

const PART_WORDS = { sort: "排序", descending: "排序方向", group: "分组", density: "行高" } as const;

/** The state as far as it still holds, and what is gone. */
export function readState(stored: unknown, known: Known): { state: ViewState; missing: string[] } {
  const values = valuesOf(stored);
  const missing: string[] = [];
  const filter = readFilter(valuesOf(values.filter), known, missing);
  const columns = readColumns(values.columns, missing);
  const parts: Values = {};
  for (const part of Object.keys(PART_WORDS) as (keyof typeof PART_WORDS)[]) {
    if (!(part in values)) continue;
    if (viewState.shape[part].safeParse(values[part]).success) parts[part] = values[part];
    else missing.push(PART_WORDS[part]);
  }
  return { state: viewState.parse({ ...parts, filter, columns }), missing };
}

/** What the audit log tells of a view, in the words of the screen. */
export const stateInWords = ({ filter, group, columns }: ViewState) => ({
  filter,
  group: group === null ? "" : PROJECT_GROUPS[group],
  columns: columns?.map((column) => PROJECT_COLUMNS[column.id]) ?? [],
});
