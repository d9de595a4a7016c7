import { describe, expect, it } from "vitest";
import { currentHref, type NavItem } from "./nav-entries";
import { paletteLines, stressedPieces } from "./palette-entries";

const ACTIONS = [
  { id: "capture", label: "登记线索", keywords: "djxs", run: () => undefined },
  { id: "projects", label: "项目", keywords: "xm", href: "/projects" },
];
const FOUND = [
  {
    id: "project",
    label: "项目",
    results: [{ id: "1", kind: "在谈", title: "远松主轴", href: "/projects/1" }],
  },
];

describe("palette lines", () => {
  it("lists deeds and pages before anything is typed", () => {
    expect(paletteLines("", ACTIONS, FOUND).map((line) => line.title)).toEqual(["登记线索", "项目"]);
  });
  it("finds deeds by initials and puts what the server found first", () => {
    expect(paletteLines("DJ", ACTIONS, []).map((line) => line.title)).toEqual(["登记线索"]);
    expect(paletteLines("项目", ACTIONS, FOUND).map((line) => line.title)).toEqual(["远松主轴", "项目"]);
  });
});

describe("stressed pieces", () => {
  it("cuts by ranges, merges overlaps and ignores what lies outside", () => {
    expect(stressedPieces("重型数控机床", [[2, 4]])).toEqual([
      { text: "重型", stressed: false },
      { text: "数控", stressed: true },
      { text: "机床", stressed: false },
    ]);
    expect(
      stressedPieces("abcd", [
        [0, 2],
        [1, 9],
      ]),
    ).toEqual([{ text: "abcd", stressed: true }]);
    expect(stressedPieces("ab", [])).toEqual([{ text: "ab", stressed: false }]);
  });
});

describe("the place in the rail", () => {
  const items: NavItem[] = [
    { href: "/", label: "工作台", icon: "desk" },
    { href: "/projects", label: "项目", icon: "projects" },
    { href: "/projects/board", label: "看板", icon: "projects" },
  ];
  it("is the longest address that contains the page; the desk only itself", () => {
    expect(currentHref(items, "/")).toBe("/");
    expect(currentHref(items, "/projects/42")).toBe("/projects");
    expect(currentHref(items, "/projects/board/x")).toBe("/projects/board");
    expect(currentHref(items, "/projectsX")).toBeNull();
  });
});
