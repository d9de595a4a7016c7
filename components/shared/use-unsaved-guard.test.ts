import { describe, expect, it } from "vitest";
import { leadsAway } from "./use-unsaved-guard";

const HERE = "https://bureau.example/ledger?tab=investment&view=entry";
const plain = { button: 0, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const link = (href: string, more: object = {}) => ({ href, target: "", download: false, ...more });

describe("a click on a link", () => {
  it.each(["/desk", "/ledger?tab=arrival", "https://bureau.example/projects/3"])(
    "to %s leads away",
    (href) => {
      expect(leadsAway(plain, link(href), HERE)).toBe(true);
    },
  );
  it.each([
    ["#content", {}],
    [HERE, {}],
    ["/api/exports/3", {}],
    ["/files/x.pdf", { download: true }],
    ["/desk", { target: "_blank" }],
    ["https://elsewhere.example/", {}],
  ])("to %s does not", (href, more) => {
    expect(leadsAway(plain, link(href, more), HERE)).toBe(false);
  });
  it("opens another tab with Ctrl or the middle button", () => {
    expect(leadsAway({ ...plain, ctrlKey: true }, link("/desk"), HERE)).toBe(false);
    expect(leadsAway({ ...plain, button: 1 }, link("/desk"), HERE)).toBe(false);
  });
});
