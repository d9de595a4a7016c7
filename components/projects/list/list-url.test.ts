import { describe, expect, it } from "vitest";
import { readUrlValues, writeUrlValues } from "@/components/shared/url-state";
import { currentView, filterOf, LIST_VIEWS, noFilter, PROJECT_URL } from "./list-url";

const read = (search: string) => readUrlValues(PROJECT_URL, new URLSearchParams(search));

describe("the address of the list", () => {
  it("becomes a filter without absent keys, amounts in fen", () => {
    expect(filterOf(read(""))).toEqual({});
    expect(
      filterOf(read("q=hljc&chain=2~0&stage=lead~start&min=10000&mine=1&signedFrom=2026-01-01")),
    ).toEqual({
      q: "hljc",
      chainIds: [2, 0],
      stages: ["lead", "start"],
      minFen: 10_000_000_000,
      mine: true,
      signedFrom: "2026-01-01",
    });
  });

  it("drops nonsense instead of breaking the page", () => {
    expect(
      filterOf(read("chain=x&stage=moon&min=-5&light=blue&owner=0&signedTo=2026-02-30&mine=yes")),
    ).toEqual({});
    expect(read("sort=weight&dir=up&face=map")).toMatchObject({
      sort: "updated",
      dir: "desc",
      face: "table",
    });
  });

  it("names the view that is in force, and every view replaces the whole filter", () => {
    for (const view of LIST_VIEWS) {
      const search = writeUrlValues(PROJECT_URL, "?owner=3&q=x", { ...noFilter(), ...view.set });
      expect(currentView(read(search)), view.id).toBe(view.id);
    }
    expect(currentView(read("owner=3"))).toBe("");
  });
});
