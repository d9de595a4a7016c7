/** A saved view and the address say the same things: here one becomes the other. Pure. */
import {
  type DataColumn,
  edgeOf,
  isShown,
  orderedIds,
  type TableLayout,
} from "@/components/table/data-column";
import type { ProjectFilter } from "@/server/contracts/project";
import {
  type Density,
  PROJECT_COLUMNS,
  type ProjectColumnId,
  type SavedView,
  type ViewState,
} from "@/server/contracts/project-view";
import { FEN_PER_WAN } from "@/server/domain/amounts";
import { filterOf, NO_VIEW, noFilter, type ProjectUrl } from "./list-url";

type ViewColumn = NonNullable<ViewState["columns"]>[number];

const isColumn = (id: string): id is ProjectColumnId => id in PROJECT_COLUMNS;

const columnText = ({ id, width, pinned }: ViewColumn): string =>
  [id, ...(pinned ? ["p"] : []), ...(width === undefined ? [] : [String(width)])].join(".");

function columnOf(text: string): ViewColumn[] {
  const [id = "", ...marks] = text.split(".");
  const width = Number(marks.find((mark) => mark !== "p"));
  return isColumn(id)
    ? [{ id, pinned: marks.includes("p"), ...(Number.isInteger(width) ? { width } : {}) }]
    : [];
}

/** The columns that the address names; null when it leaves them to the person. Each is taken once. */
export function columnsOf(url: Pick<ProjectUrl, "cols">): ViewColumn[] | null {
  const columns = new Map(url.cols.flatMap(columnOf).map((column) => [column.id, column]));
  return columns.size > 0 ? [...columns.values()] : null;
}

/** Columns in the address that there are not any more. */
export const unknownColumns = (url: Pick<ProjectUrl, "cols">): string[] =>
  url.cols.map((text) => text.split(".")[0] ?? "").filter((id) => !isColumn(id));

const wanOf = (fen: number | undefined): number | null => (fen === undefined ? null : fen / FEN_PER_WAN);

/** The address of a filter: the other way round of `filterOf`. */
function urlOfFilter(filter: ProjectFilter): Partial<ProjectUrl> {
  return {
    ...noFilter(),
    q: filter.q ?? "",
    chain: filter.chainIds ?? [],
    stage: filter.stages ?? [],
    off: filter.off ?? null,
    light: filter.light ?? null,
    duty: filter.duty ?? null,
    lapsing: filter.lapsing ?? false,
    mine: filter.mine ?? false,
    unstarted: filter.signedNotStarted ?? false,
    owner: filter.ownerId ?? null,
    unowned: filter.unowned ?? false,
    dept: filter.leadUnitId ?? null,
    street: filter.streetUnitId ?? null,
    engine: filter.engineId ?? null,
    province: filter.province ?? "",
    industry: filter.industry ?? "",
    min: wanOf(filter.minFen),
    max: wanOf(filter.maxFen),
    signedFrom: filter.signedFrom ?? null,
    signedTo: filter.signedTo ?? null,
    startedFrom: filter.startedFrom ?? null,
    startedTo: filter.startedTo ?? null,
    reportedFrom: filter.reportedFrom ?? null,
    reportedTo: filter.reportedTo ?? null,
    dueFrom: filter.dueFrom ?? null,
    dueTo: filter.dueTo ?? null,
    import: filter.importId ?? null,
  };
}

/** Everything that a view holds, as the address says it. */
export const urlOfView = ({ id, state }: Pick<SavedView, "id" | "state">): Partial<ProjectUrl> => ({
  ...NO_VIEW,
  ...urlOfFilter(state.filter),
  view: id,
  sort: state.sort,
  dir: state.descending ? "desc" : "asc",
  group: state.group,
  rows: state.density,
  cols: state.columns?.map(columnText) ?? [],
});

/** What a view of the present address would hold; columns that it leaves open are taken from the screen. */
export const stateOf = (url: ProjectUrl, columns: ViewState["columns"], density: Density): ViewState => ({
  filter: filterOf(url),
  sort: url.sort,
  descending: url.dir === "desc",
  group: url.group,
  density,
  columns,
});

const plain = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(plain)
    : value !== null && typeof value === "object"
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, one]) => one !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, one]) => [key, plain(one)]),
        )
      : value;

/** Whether the address still says exactly what the view holds. */
export const isUnchanged = (url: ProjectUrl, { state }: Pick<SavedView, "state">): boolean =>
  JSON.stringify(plain(stateOf(url, columnsOf(url), url.rows ?? "standard"))) ===
  JSON.stringify(plain(state));

/** Nothing is said beyond the view itself, as in a link that somebody shortened. */
export const saysOnlyTheView = (url: ProjectUrl): boolean =>
  Object.keys(filterOf(url)).length === 0 &&
  url.group === null &&
  url.cols.length === 0 &&
  url.rows === null &&
  url.sort === NO_VIEW.sort &&
  url.dir === NO_VIEW.dir;

/** The shown columns with their widths and pins. */
export const columnsOfLayout = <Row>(
  columns: readonly DataColumn<Row>[],
  layout: TableLayout,
): ViewColumn[] => {
  const byId = new Map(columns.map((column) => [column.id, column]));
  return orderedIds(columns, layout).flatMap((id) => {
    const column = byId.get(id);
    if (!column || !isColumn(id) || !isShown(column, layout)) return [];
    const width = layout.widths[id];
    return [{ id, pinned: edgeOf(column, layout) !== null, ...(width === undefined ? {} : { width }) }];
  });
};

/** The layout that the address asks for; null when it leaves the columns to the person. */
export function layoutOfUrl<Row>(
  columns: readonly DataColumn<Row>[],
  url: Pick<ProjectUrl, "cols" | "rows">,
): TableLayout | null {
  const wished = columnsOf(url);
  if (!wished) return null;
  const byId = new Map(wished.map((column) => [column.id as string, column]));
  return {
    density: url.rows ?? "standard",
    order: wished.map(({ id }) => id),
    shown: Object.fromEntries(columns.map(({ id }) => [id, byId.has(id)])),
    pinned: Object.fromEntries(
      columns.map(({ id, pinned }) => [id, byId.get(id)?.pinned ? (pinned ?? "start") : "none"]),
    ),
    widths: Object.fromEntries(wished.flatMap(({ id, width }) => (width === undefined ? [] : [[id, width]]))),
  };
}

/** The address of a layout. */
export const urlOfLayout = <Row>(
  columns: readonly DataColumn<Row>[],
  layout: TableLayout,
): Pick<ProjectUrl, "cols" | "rows"> => ({
  cols: columnsOfLayout(columns, layout).map(columnText),
  rows: layout.density,
});
