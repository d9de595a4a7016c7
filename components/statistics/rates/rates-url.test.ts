import { expect, it } from "vitest";
import { askedWindow, readRate, writeRate } from "./rates-url";

const asked = {
  month: null,
  from: null,
  to: null,
  cutoff: null,
  way: "cohort",
  ended: "kept",
  known: null,
} as const;

it("means this year without months, and never a month to come", () => {
  expect(askedWindow(asked, 202611)).toEqual({
    from: 202601,
    to: 202611,
    way: "cohort",
    withoutEnded: false,
  });
  expect(askedWindow({ ...asked, from: 202612, to: 203001 }, 202611)).toMatchObject({
    from: 202611,
    to: 202611,
  });
});

it("ends with the month of the rooms where the address has no window of its own", () => {
  expect(askedWindow({ ...asked, month: 202510 }, 202611)).toMatchObject({ from: 202501, to: 202510 });
  expect(askedWindow({ ...asked, month: 203001 }, 202611)).toMatchObject({ from: 202601, to: 202611 });
  expect(askedWindow({ ...asked, month: 202610, from: 202501 }, 202611)).toMatchObject({
    from: 202501,
    to: 202611,
  });
  expect(askedWindow({ ...asked, month: 202610, to: 202603 }, 202611)).toMatchObject({
    from: 202601,
    to: 202603,
  });
});

it("has a cutoff after the window only, and none of a period", () => {
  const half = { ...asked, from: 202601, to: 202606 };
  expect(askedWindow({ ...half, cutoff: 202610 }, 202611)).toMatchObject({ cutoff: 202610 });
  expect(askedWindow({ ...half, cutoff: 202606 }, 202611)).not.toHaveProperty("cutoff");
  expect(askedWindow({ ...half, cutoff: 202610, way: "period" }, 202611)).not.toHaveProperty("cutoff");
});

it("keeps the open figure, and takes none that it does not know", () => {
  const figure = { rowKey: "total", rate: "started", measure: "count" } as const;
  expect(readRate(writeRate(figure))).toEqual(figure);
  expect(readRate(["total", "luck", "count"])).toBeNull();
});

it("has no month after the day as of which it is read", () => {
  expect(askedWindow({ ...asked, to: 202610, known: "2026-03-31" }, 202611)).toMatchObject({
    from: 202601,
    to: 202603,
    knownOn: "2026-03-31",
  });
  expect(askedWindow(asked, 202611)).not.toHaveProperty("knownOn");
});
