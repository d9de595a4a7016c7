import { expect, it } from "vitest";
import { askedSpan } from "./flow-url";

const nothing = { month: null, from: null, to: null };
const today = "2026-11-26";

it("is the running month until now, without a choice", () => {
  const running = { from: "2026-10-31", to: null };
  expect(askedSpan(nothing, today)).toEqual(running);
  expect(askedSpan({ ...nothing, month: 202611 }, today)).toEqual(running);
  expect(askedSpan({ ...nothing, month: 203001 }, today)).toEqual(running);
});

it("is the month of the rooms until its own end once it is over", () => {
  expect(askedSpan({ ...nothing, month: 202610 }, today)).toEqual({ from: "2026-09-30", to: "2026-10-31" });
  expect(askedSpan({ ...nothing, month: 202601 }, today)).toEqual({ from: "2025-12-31", to: "2026-01-31" });
});

it("keeps a span of its own", () => {
  expect(askedSpan({ ...nothing, month: 202610, from: "2026-03-31" }, today)).toEqual({
    from: "2026-03-31",
    to: null,
  });
  expect(askedSpan({ month: 202610, from: "2026-03-31", to: "2026-06-30" }, today)).toEqual({
    from: "2026-03-31",
    to: "2026-06-30",
  });
});
