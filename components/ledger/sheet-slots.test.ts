import { describe, expect, it } from "vitest";
import type { SheetEntry } from "./ledger-types";
import {
  editKey,
  type Slot,
  slotChanged,
  slotInput,
  slotProblems,
  slotText,
  slotUnreadable,
  totalIsSum,
} from "./sheet-slots";

const WAN = 1_000_000;
const entry = (more: Partial<SheetEntry> = {}): SheetEntry => ({
  id: 7,
  version: 2,
  status: "draft",
  opening: false,
  correctionOfId: null,
  statMonth: null,
  returnReason: null,
  month: 202610,
  basis: "official",
  constructionFen: 300 * WAN,
  installationFen: 0,
  equipmentFen: 20.5 * WAN,
  otherFen: 0,
  totalFen: 320.5 * WAN,
  note: "",
  ...more,
});
const slot = (of: SheetEntry | null): Slot => ({
  id: "m10",
  projectId: 3,
  month: 202610,
  basis: "official",
  entry: of,
});

describe("a slot of the month grid", () => {
  it("shows what is stored, in 万元", () => {
    expect(slotText(slot(entry()), "equipmentFen", {})).toBe("20.5");
    expect(slotText(slot(entry()), "totalFen", {})).toBe("320.5");
    expect(slotChanged(slot(entry()), {})).toBe(false);
  });
  it("adds the parts and does not take a typed total beside them", () => {
    const edits = { [editKey("m10", "constructionFen")]: "1200", [editKey("m10", "otherFen")]: "0.25" };
    expect(slotText(slot(null), "totalFen", edits)).toBe("1200.25");
    expect(totalIsSum(slot(null), edits)).toBe(true);
    expect(slotInput(slot(null), edits, "")).toMatchObject({
      id: null,
      constructionFen: 1200 * WAN,
      installationFen: null,
      totalFen: 1200.25 * WAN,
    });
  });
  it("takes a total alone", () => {
    expect(slotInput(slot(null), { [editKey("m10", "totalFen")]: "0" }, "")).toMatchObject({
      totalFen: 0,
      constructionFen: null,
    });
  });
  it("throws the draft away when everything is cleared", () => {
    const cleared = Object.fromEntries(
      ["constructionFen", "installationFen", "equipmentFen", "otherFen"].map((f) => [`m10/${f}`, ""]),
    );
    expect(slotInput(slot(entry()), cleared, "")).toMatchObject({ id: 7, version: 2, totalFen: null });
    expect(slotInput(slot(null), {}, "")).toBeNull();
  });
  it("shows 调度数 as one figure, whatever parts came in with it", () => {
    const dispatch: Slot = { ...slot(entry({ basis: "dispatch", status: "approved" })), basis: "dispatch" };
    expect(slotText(dispatch, "totalFen", {})).toBe("320.5");
    expect(slotChanged(dispatch, {})).toBe(false);
  });
  it("knows text that is no amount", () => {
    expect(slotUnreadable(slot(null), { [editKey("m10", "constructionFen")]: "abc" })).toBe(true);
  });
  it("keeps the reason given before, and finds the cell of a refusal", () => {
    expect(slotInput(slot(entry({ note: "补｜说明：提前施工" })), {}, "")).toMatchObject({
      note: "补",
      reason: "提前施工",
    });
    expect(
      slotProblems(
        [
          { field: "rows.0.month", message: "早于开工" },
          { field: "rows.4.totalFen", message: "x" },
        ],
        [slot(null)],
      ),
    ).toEqual([{ slotId: "m10", field: "totalFen", message: "早于开工" }]);
  });
});
