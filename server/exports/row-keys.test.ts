import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OpenRow } from "@/server/contracts/project-list";
import {
  canonical,
  EDITABLE_FIELDS,
  isAsExported,
  layoutLines,
  readLayout,
  readRowKey,
  rowKey,
} from "./row-keys";

const row = (over: Partial<OpenRow> = {}): OpenRow =>
  ({
    masked: false,
    id: 42,
    version: 7,
    name: "沈阳远松 | 主轴=基地",
    plannedTotalFen: 8_000_000_000,
    intendedFen: null,
    companyName: "",
    projectCode: null,
    nextStep: "约见\r\n现场",
    nextDueOn: "2026-12-01",
    ...over,
  }) as OpenRow;

describe("the key of a row", () => {
  it("tells project, version and which cells still say what they said", () => {
    const key = readRowKey(rowKey(row(), EDITABLE_FIELDS));
    expect(key).toMatchObject({ id: 42, version: 7 });
    if (!key) throw new Error("no key");
    for (const field of EDITABLE_FIELDS) expect(isAsExported(key, field, row()[field]), field).toBe(true);
    expect(isAsExported(key, "nextStep", " 约见\n现场 ")).toBe(true);
    expect(isAsExported(key, "name", "沈阳远松")).toBe(false);
    expect(isAsExported(key, "plannedTotalFen", 8_000_000_001)).toBe(false);
    expect(isAsExported(key, "intendedFen", 0)).toBe(false);
  });

  it("knows nothing of cells that were not exported", () => {
    const key = readRowKey(rowKey(row(), ["name"]));
    expect(key && isAsExported(key, "projectCode", null)).toBeNull();
  });

  it("marks the same value differently in another project and another field", () => {
    const marks = (id: number) =>
      readRowKey(rowKey(row({ id, name: "同", companyName: "同" }), EDITABLE_FIELDS))?.marks;
    expect(marks(1)?.get("name")).not.toBe(marks(2)?.get("name"));
    expect(marks(1)?.get("name")).not.toBe(marks(1)?.get("companyName"));
  });

  it("is no key once a character of it was changed", () => {
    const good = rowKey(row(), EDITABLE_FIELDS);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.constantFrom(..."0aZ-|=9"), (at, typed) => {
        const touched = good.slice(0, at) + typed + good.slice(at + 1);
        expect(readRowKey(touched) === null).toBe(touched !== good);
      }),
    );
    for (const text of ["", "42", "CL2|42|7||abcdef", good.slice(4), `${good}x`])
      expect(readRowKey(text)).toBeNull();
  });

  it("survives any text in the cells", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const key = readRowKey(rowKey(row({ name }), EDITABLE_FIELDS));
        expect(key && isAsExported(key, "name", canonical(name))).toBe(true);
      }),
    );
    // Making texts of every character there is takes seconds on a busy machine.
  }, 30_000);
});

describe("the layout of a file", () => {
  it("comes back as it was written, and is refused in another format", () => {
    const layout = {
      exportedAt: "2026-11-24T02:00:00.000Z",
      jobId: 9,
      columns: [
        { place: 1, id: "name", field: "name" as const, header: "项目名称" },
        { place: 2, id: "chain", field: null, header: "产业链" },
      ],
    };
    expect(readLayout(layoutLines(layout))).toEqual(layout);
    expect(readLayout([["CL9", "", ""]])).toBeNull();
    expect(readLayout([])).toBeNull();
  });
});
