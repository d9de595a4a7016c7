import { z } from "zod";
import {
  readUrlValues,
  type UrlParam,
  type UrlValues,
  urlList,
  urlParam,
} from "@/components/shared/url-state";
import { LIGHTS, OVERDUE_DUTIES, PROJECT_SORTS, type ProjectFilter } from "@/server/contracts/project";
import { DENSITY_IDS, PROJECT_GROUP_IDS } from "@/server/contracts/project-view";
import { FEN_PER_WAN } from "@/server/domain/amounts";
import { readIndustry } from "@/server/domain/industries";
import { MILESTONES } from "@/server/domain/milestones";
import { isDay } from "@/server/domain/periods";

const day = () => urlParam<string | null>(z.string().refine(isDay).nullable(), null);
const id = () => urlParam<number | null>(z.coerce.number<string>().int().positive().nullable(), null);
const wan = () =>
  urlParam<number | null>(z.coerce.number<string>().min(0).max(1_000_000_000).nullable(), null);
const flag = (): UrlParam<boolean> => ({
  read: (text) => text === "1",
  write: (value) => (value ? "1" : null),
});

/** Everything the room remembers in its address. */
export const PROJECT_URL = {
  face: urlParam(z.enum(["table", "board"]), "table"),
  sort: urlParam(z.enum(PROJECT_SORTS), "updated"),
  dir: urlParam(z.enum(["asc", "desc"]), "desc"),
  peek: id(),
  new: flag(),
  /** The saved view that was opened; what it holds stands beside it. */
  view: id(),
  group: urlParam(z.enum(PROJECT_GROUP_IDS).nullable(), null),
  /** Keys of the groups that are open; "*": all of them. */
  open: urlList(z.string().max(60)),
  /** Shown columns in their order: name.p.300 is fixed and 300 pixels wide. None: as the person keeps them. */
  cols: urlList(z.string().regex(/^[a-zA-Z]{1,30}(\.p)?(\.\d{2,3})?$/)),
  rows: urlParam(z.enum(DENSITY_IDS).nullable(), null),
  charts: flag(),
  /** Cells are edited in the table. */
  edit: flag(),
  q: urlParam(z.string().max(60), ""),
  chain: urlList(z.coerce.number<string>().int().min(0)),
  stage: urlList(z.enum(MILESTONES)),
  off: urlParam(z.enum(["held", "ended", "lost", "any"]).nullable(), null),
  light: urlParam(z.enum(LIGHTS).nullable(), null),
  duty: urlParam(z.enum(OVERDUE_DUTIES).nullable(), null),
  lapsing: flag(),
  mine: flag(),
  unstarted: flag(),
  owner: id(),
  unowned: flag(),
  dept: id(),
  street: id(),
  engine: id(),
  province: urlParam(z.string().max(40), ""),
  /** Section or division of GB/T 4754. */
  industry: urlParam(
    z.string().refine((code) => readIndustry(code) !== null),
    "",
  ),
  /** 万元 */
  min: wan(),
  max: wan(),
  signedFrom: day(),
  signedTo: day(),
  startedFrom: day(),
  startedTo: day(),
  reportedFrom: day(),
  reportedTo: day(),
  dueFrom: day(),
  dueTo: day(),
  import: id(),
};
export type ProjectUrl = UrlValues<typeof PROJECT_URL>;

/** What the address says at this moment: two quick clicks must not both build on what was drawn before the first. */
export const addressNow = (): ProjectUrl =>
  readUrlValues(PROJECT_URL, new URLSearchParams(window.location.search));

/** Parameters that narrow the list; the others say how it is shown. */
const FILTER_KEYS = [
  "q",
  "chain",
  "stage",
  "off",
  "light",
  "duty",
  "lapsing",
  "mine",
  "unstarted",
  "owner",
  "unowned",
  "dept",
  "street",
  "engine",
  "province",
  "industry",
  "min",
  "max",
  "signedFrom",
  "signedTo",
  "startedFrom",
  "startedTo",
  "reportedFrom",
  "reportedTo",
  "dueFrom",
  "dueTo",
  "import",
] as const satisfies readonly (keyof ProjectUrl)[];

const fenOf = (wan: number | null): number | undefined =>
  wan === null ? undefined : Math.round(wan * FEN_PER_WAN);
const given = <Value>(value: Value | null | "" | false): Value | undefined =>
  value === null || value === "" || value === false ? undefined : value;

/** The filter that the address asks for; absent keys stay absent, so that equal filters share one cache entry. */
export function filterOf(url: ProjectUrl): ProjectFilter {
  const filter: ProjectFilter = {
    q: given(url.q.trim()),
    chainIds: url.chain.length > 0 ? url.chain : undefined,
    stages: url.stage.length > 0 ? url.stage : undefined,
    off: given(url.off),
    light: given(url.light),
    duty: given(url.duty),
    lapsing: given(url.lapsing),
    mine: given(url.mine),
    signedNotStarted: given(url.unstarted),
    ownerId: given(url.owner),
    unowned: given(url.unowned),
    leadUnitId: given(url.dept),
    streetUnitId: given(url.street),
    engineId: given(url.engine),
    province: given(url.province),
    industry: given(url.industry),
    minFen: fenOf(url.min),
    maxFen: fenOf(url.max),
    signedFrom: given(url.signedFrom),
    signedTo: given(url.signedTo),
    startedFrom: given(url.startedFrom),
    startedTo: given(url.startedTo),
    reportedFrom: given(url.reportedFrom),
    reportedTo: given(url.reportedTo),
    dueFrom: given(url.dueFrom),
    dueTo: given(url.dueTo),
    importId: given(url.import),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** What clears every condition. */
export function noFilter(): Partial<ProjectUrl> {
  const empty = readUrlValues(PROJECT_URL, new URLSearchParams());
  return Object.fromEntries(FILTER_KEYS.map((key) => [key, empty[key]]));
}

export interface ListView {
  id: string;
  label: string;
  set: Partial<ProjectUrl>;
}

/** Ready-made views (视图): each replaces the whole filter. */
export const LIST_VIEWS: readonly ListView[] = [
  { id: "all", label: "全部", set: {} },
  { id: "mine", label: "我的", set: { mine: true } },
  { id: "negotiation", label: "在谈", set: { stage: ["negotiation"] } },
  { id: "unstarted", label: "已签约未开工", set: { unstarted: true } },
  { id: "late", label: "红灯", set: { light: "late" } },
];

/** How the list is shown when nothing is said about it. */
export const NO_VIEW = {
  view: null,
  group: null,
  open: [],
  cols: [],
  rows: null,
  sort: "updated",
  dir: "desc",
} satisfies Partial<ProjectUrl>;

const textOf = (filter: ProjectFilter): string => JSON.stringify(filter, Object.keys(filter).sort());

/** The view whose filter is exactly the one in force. */
export const currentView = (url: ProjectUrl): string =>
  LIST_VIEWS.find(
    (view) => textOf(filterOf({ ...url, ...noFilter(), ...view.set })) === textOf(filterOf(url)),
  )?.id ?? "";
