import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readUrlValues, writeUrlValues } from "@/components/shared/url-state";
import type { ProjectFilter } from "@/server/contracts/project";
import { viewState } from "@/server/contracts/project-view";
import { PROJECT_URL } from "./list-url";
import { projectColumns } from "./project-columns";
import {
  columnsOf,
  columnsOfLayout,
  isUnchanged,
  layoutOfUrl,
  saysOnlyTheView,
  stateOf,
  unknownColumns,
  urlOfLayout,
  urlOfView,
} from "./view-url";

const read = (search: string) => readUrlValues(PROJECT_URL, new URLSearchParams(search));
const COLUMNS = projectColumns(undefined, false);
const state = viewState.parse({
  filter: { chainIds: [2, 0], stages: ["contract"], minFen: 1_000_000, mine: true, signedFrom: "2026-01-01" },
  sort: "plannedTotal",
  descending: false,
  group: "province",
  density: "compact",
  columns: [{ id: "name", pinned: true, width: 300 }, { id: "stage" }, { id: "owner", width: 90 }],
});

/** One value of every condition there is: a new one that no address carries stops the compiler here, or fails below. */
const EVERY_CONDITION: Required<ProjectFilter> = {
  q: "机床",
  chainIds: [1, 0],
  stages: ["lead", "contract"],
  off: "held",
  light: "late",
  duty: "head",
  lapsing: true,
  mine: true,
  signedNotStarted: true,
  ownerId: 4,
  unowned: true,
  leadUnitId: 5,
  streetUnitId: 6,
  engineId: 7,
  province: "浙江省",
  industry: "C34",
  minFen: 1_000_000,
  maxFen: 9_000_000,
  signedFrom: "2026-01-01",
  signedTo: "2026-02-01",
  startedFrom: "2026-03-01",
  startedTo: "2026-04-01",
  reportedFrom: "2026-05-01",
  reportedTo: "2026-06-01",
  dueFrom: "2026-07-01",
  dueTo: "2026-08-01",
  importId: 8,
};

describe("a view in the address", () => {
  it.each(Object.entries(EVERY_CONDITION))("keeps the condition %s", (key, value) => {
    const view = { id: 7, state: { ...state, filter: { [key]: value } } };
    const url = read(writeUrlValues(PROJECT_URL, "", urlOfView(view)));
    expect(stateOf(url, columnsOf(url), url.rows ?? "standard").filter).toEqual({ [key]: value });
  });

  it("opens as it was saved, whatever stood there before", () => {
    const search = writeUrlValues(
      PROJECT_URL,
      "?owner=3&group=chain&open=4&face=board",
      urlOfView({ id: 7, state }),
    );
    const url = read(search);
    expect(url.view).toBe(7);
    expect(stateOf(url, columnsOf(url), url.rows ?? "standard")).toEqual(state);
    expect(url).toMatchObject({ owner: null, open: [], face: "board" });
    expect(isUnchanged(url, { state })).toBe(true);
  });

  it("differs as soon as one thing does", () => {
    const search = writeUrlValues(PROJECT_URL, "", urlOfView({ id: 7, state }));
    const changes = [
      { q: "x" },
      { group: null },
      { dir: "desc" as const },
      { rows: "loose" as const },
      { cols: ["name.p.301", "stage", "owner.90"] },
      { cols: ["stage", "name.p.300", "owner.90"] },
      { chain: [2] },
    ];
    for (const change of changes)
      expect(
        isUnchanged(read(writeUrlValues(PROJECT_URL, search, change)), { state }),
        JSON.stringify(change),
      ).toBe(false);
    for (const change of [{ peek: 4 }, { open: ["浙江省"] }, { charts: true }])
      expect(isUnchanged(read(writeUrlValues(PROJECT_URL, search, change)), { state })).toBe(true);
  });

  it("knows a link that says no more than the view, and names columns that are gone", () => {
    expect(saysOnlyTheView(read("view=7&peek=3"))).toBe(true);
    expect(saysOnlyTheView(read("view=7&group=chain"))).toBe(false);
    expect(unknownColumns(read("cols=name~salary.p.80~stage"))).toEqual(["salary"]);
    expect(columnsOf(read("cols=salary"))).toBeNull();
    expect(columnsOf(read("cols=name~name.p.100~stage.x"))).toEqual([
      { id: "name", pinned: true, width: 100 },
    ]);
  });

  it("keeps any choice of columns, widths and pins through the address and the table's layout", () => {
    const ids = COLUMNS.map(({ id }) => id).filter((id) => id !== "name");
    const chosen = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(...ids),
        pinned: fc.boolean(),
        width: fc.option(fc.integer({ min: 56, max: 640 }), { nil: undefined }),
      }),
      { selector: (one) => one.id },
    );
    fc.assert(
      fc.property(chosen, (others) => {
        const columns = viewState.parse({ columns: [{ id: "name" }, ...others] }).columns;
        const url = read(
          writeUrlValues(PROJECT_URL, "", urlOfView({ id: 1, state: viewState.parse({ columns }) })),
        );
        const layout = layoutOfUrl(COLUMNS, url);
        expect(layout && columnsOfLayout(COLUMNS, layout)).toEqual(columnsOf(url));
        expect(layout && urlOfLayout(COLUMNS, layout).cols).toEqual(url.cols);
      }),
    );
  });
});
