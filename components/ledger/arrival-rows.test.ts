import { describe, expect, it } from "vitest";
import { blankRow, problemsOf, tidyCell, withCell, withProject } from "./arrival-rows";

const project = { id: 7, name: "华星新材烤炉配件项目", originProvince: "江苏省" };
const said = (row: Parameters<typeof problemsOf>[0], submit: boolean) =>
  problemsOf(row, submit).map((p) => p.column);

describe("a row of the arrival sheet", () => {
  it("says all that is wrong at once, and asks for a voucher only when it is sent for review", () => {
    const row = withCell(blankRow(null), "payerName", "苏州华星新材料有限公司");
    expect(said(row, true)).toEqual(["project", "arrivedOn", "amount", "sourceProvince", "voucherNumber"]);
    expect(said(row, false)).toEqual(["project", "arrivedOn", "amount", "sourceProvince"]);
  });

  it("proposes the investor's province, and never over what was typed", () => {
    expect(blankRow(project).sourceProvince).toBe("江苏");
    expect(withProject(blankRow(null), project)).toMatchObject({ projectId: 7, sourceProvince: "江苏" });
    const typed = withCell(blankRow(null), "sourceProvince", "上海");
    expect(withProject(typed, project).sourceProvince).toBe("上海");
  });

  it("reads initials of a place, and names the choices where they are several", () => {
    expect(tidyCell("sourceProvince", "js")).toBe("江苏");
    expect(tidyCell("sourceProvince", "hb")).toBe("hb");
    const row = withCell(blankRow(project), "sourceProvince", "hb");
    expect(problemsOf(row, false).find((p) => p.column === "sourceProvince")?.message).toContain(
      "河北、湖北",
    );
  });
});
