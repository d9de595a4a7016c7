/** Tables of a text that name projects: what its writer may read, and no sensitive one. */

import { isMilestone, MILESTONE_NAME } from "@/server/domain/milestones";
import { type Day, dayOf, daysBetween, type StatMonth } from "@/server/domain/periods";
import { writeAddress } from "@/server/domain/writing/figure-address";
import { figureCell, type PaperColumn, type PaperTable } from "@/server/domain/writing/paper-table";
import type { Part } from "@/server/domain/writing/pieces";
import { type ListId, PROJECT_LISTS } from "@/server/domain/writing/project-lists";
import { NOTHING } from "@/server/domain/writing/say-figure";
import { type ListedProject, MOST_LISTED, type ProjectListing, type ProjectListings } from "./project-lists";

interface ListColumn extends PaperColumn {
  cell: (project: ListedProject, place: number) => Part[];
}

const words = (text: string | null): Part[] => [text || NOTHING];
const text = (head: string, width: number, cell: ListColumn["cell"], side: PaperColumn["side"] = "left") => ({
  head,
  unit: "",
  width,
  side,
  cell,
});
const day = (head: string, of: (project: ListedProject) => Day | null) =>
  text(head, 27, (project) => words(of(project)), "center");

const NUMBER = text("序号", 9, (_, place) => [String(place + 1)], "center");
const NAME = (width: number) => text("项目名称", width, ({ name }) => [name]);
const CHAIN = text("产业链", 21, ({ chain }) => words(chain));
const UNIT = text("主办部门", 23, ({ leadUnit }) => words(leadUnit));
const PLANNED: ListColumn = {
  head: "计划总投资",
  unit: "亿元",
  width: 20,
  side: "right",
  cell: ({ id, name, plannedFen }) =>
    figureCell("amount", { value: plannedFen, address: writeAddress({ kind: "project", id }), name }),
};

/** Before anything is planned for certain, the agreement says how much it may come to. */
const agreed = (month: StatMonth): ListColumn => ({
  head: "协议金额",
  unit: "亿元",
  width: 20,
  side: "right",
  cell: ({ id, name, frameworkFen }) =>
    figureCell("amount", {
      value: frameworkFen,
      address: writeAddress({ kind: "framework", month, id }),
      name: `${name}协议金额`,
    }),
});

const stageOf = ({ stage }: ListedProject): string => (isMilestone(stage) ? MILESTONE_NAME[stage] : stage);

/** The figure of a list, as a part of its note. */
export type CountPart = (list: ListId) => Part;

const UNNAMED = "敏感项目和出稿人无权查看的项目只计数，不列名";

/** Why fewer are named than counted; empty when all are. */
const missing = (named: number, total: number): string =>
  named === total ? "" : named === MOST_LISTED ? "只列计划总投资最大的一百个" : UNNAMED;

const noteOf = (parts: readonly Part[], why: string): Part[] => [
  "注：",
  ...parts,
  why === "" ? "。" : `；${why}。`,
];

const totalOf = ({ byChain }: ProjectListing): number => Object.values(byChain).reduce((a, b) => a + b, 0);

export interface ListScene {
  listings: ProjectListings;
  projects: ReadonlyMap<number, ListedProject>;
  count: CountPart;
  /** 截至2026年9月末 */
  asOf: string;
  month: StatMonth;
  now: Date;
}

function listTable(
  { listings, projects, count }: ListScene,
  list: ListId,
  title: string,
  columns: readonly ListColumn[],
  sort?: (project: ListedProject) => string,
): PaperTable | null {
  const listing = listings.get(list);
  const total = listing ? totalOf(listing) : 0;
  if (!listing || total === 0) return null;
  const found = listing.ids.flatMap((id) => projects.get(id) ?? []);
  const rows = sort ? found.sort((a, b) => (sort(a) < sort(b) ? -1 : sort(a) > sort(b) ? 1 : 0)) : found;
  return {
    title,
    columns: columns.map(({ cell: _, ...column }) => column),
    rows: rows.map((project, i) => ({ sum: false, cells: columns.map(({ cell }) => cell(project, i)) })),
    note: noteOf(["共", count(list), "个"], missing(rows.length, total)),
  };
}

export const unstartedTable = (scene: ListScene): PaperTable | null =>
  listTable(scene, "unstarted", `${scene.asOf}${PROJECT_LISTS.unstarted.name}清单`, [
    NUMBER,
    NAME(38),
    CHAIN,
    PLANNED,
    day("签约日期", ({ contractOn }) => contractOn),
    day("计划开工", ({ plannedStartOn }) => plannedStartOn),
    UNIT,
  ]);

export const unconvertedTable = (scene: ListScene): PaperTable | null =>
  listTable(
    scene,
    "unconverted",
    `${scene.asOf}${PROJECT_LISTS.unconverted.name}清单`,
    [
      NUMBER,
      NAME(38),
      CHAIN,
      agreed(scene.month),
      day("协议日期", ({ frameworkOn }) => frameworkOn),
      day("最近进展", ({ progressByMonthOn }) => progressByMonthOn),
      UNIT,
    ],
    ({ frameworkOn }) => frameworkOn ?? "9",
  );

/** 框架协议未转正式，已过 120 天; of one that only stands still, for how long. */
function whyOf({ light, lightStory, lastProgressOn }: ListedProject, now: Date): string {
  if (light === "late") return lightStory;
  return lastProgressOn === null ? "" : `${daysBetween(lastProgressOn, dayOf(now))}天无进展`;
}

/** Red lights and what stands still in one list, each project once. */
export function lateTable(scene: ListScene): PaperTable | null {
  const { listings, projects, count, now } = scene;
  const [red, stalled] = [listings.get("red"), listings.get("stalled")];
  if (!red || !stalled || totalOf(red) + totalOf(stalled) === 0) return null;
  const [isRed, isStalled] = [new Set(red.ids), new Set(stalled.ids)];
  const kindOf = ({ id }: ListedProject) =>
    [isRed.has(id) ? "红灯" : "", isStalled.has(id) ? "停滞" : ""].filter(Boolean).join("、");
  const columns = [
    NUMBER,
    NAME(32),
    CHAIN,
    text("阶段", 17, (project) => [stageOf(project)], "center"),
    PLANNED,
    text("类别", 13, (project) => words(kindOf(project)), "center"),
    text("情况", 28, (project) => words(whyOf(project, now))),
    day("最近进展", ({ lastProgressOn }) => lastProgressOn),
  ];
  const rows = [...new Set([...red.ids, ...stalled.ids])]
    .flatMap((id) => projects.get(id) ?? [])
    .sort((a, b) => (b.plannedFen ?? -1) - (a.plannedFen ?? -1) || a.id - b.id);
  return {
    title: `${dayWords(dayOf(now))}红灯和停滞项目清单`,
    columns: columns.map(({ cell: _, ...column }) => column),
    rows: rows.map((project, i) => ({ sum: false, cells: columns.map(({ cell }) => cell(project, i)) })),
    note: noteOf(
      ["红灯", count("red"), "个，停滞", count("stalled"), "个，可以重复"],
      missing(isRed.size, totalOf(red)) || missing(isStalled.size, totalOf(stalled)),
    ),
  };
}

const dayWords = (on: Day): string => {
  const [year, month, date] = on.split("-").map(Number);
  return `${year}年${month}月${date}日`;
};
