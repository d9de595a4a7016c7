import { describe, expect, it } from "vitest";
import type { ProjectGroup } from "@/server/contracts/project-view";
import { groupAt, pagesBetween, placedGroups, toggled } from "./use-grouped-pages";

const group = (key: string, count: number): ProjectGroup => ({
  key,
  label: key,
  hue: null,
  count,
  plannedTotalFen: 0,
  arrivedFen: 0,
  investedFen: 0,
});
const GROUPS = [group("a", 3), group("b", 250), group("c", 2)];

describe("rows in groups", () => {
  it("stand below the head of their group while it is open", () => {
    const placed = placedGroups(GROUPS, ["a", "c"]);
    expect(placed.map(({ head, rows }) => [head, rows])).toEqual([
      [0, 3],
      [4, 0],
      [5, 2],
    ]);
    expect([0, 1, 3, 4, 5, 6, 7].map((index) => groupAt(placed, index)?.group.key)).toEqual([..."aaabccc"]);
    expect(groupAt(placed, 8)).toBeUndefined();
    expect(groupAt([], 0)).toBeUndefined();
  });

  it("are asked for by the pages in view, each of its own group", () => {
    const placed = placedGroups(GROUPS, ["*"]);
    expect(pagesBetween(placed, 0, 3)).toEqual([{ key: "a", page: 0 }]);
    expect(pagesBetween(placed, 0, 0)).toEqual([]);
    expect(pagesBetween(placed, 3, 5)).toEqual([
      { key: "a", page: 0 },
      { key: "b", page: 0 },
    ]);
    expect(pagesBetween(placed, 104, 300)).toEqual([
      { key: "b", page: 0 },
      { key: "b", page: 1 },
      { key: "b", page: 2 },
      { key: "c", page: 0 },
    ]);
  });

  it("close one by one out of all", () => {
    expect(toggled(["*"], "b", GROUPS)).toEqual(["a", "c"]);
    expect(toggled([], "b", GROUPS)).toEqual(["b"]);
    expect(toggled(["b", "gone"], "b", GROUPS)).toEqual([]);
  });
});
