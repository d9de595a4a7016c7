/** Sensitive leads in the month report: they count in every total, and no row tells where one of them is. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Cut, MonthReport } from "@/server/contracts/statistics";
import { formatFen } from "@/server/domain/amounts";
import { monthReport } from "@/server/statistics";
import { append, foundDistrict, type LittleDistrict, NOW, settle } from "./little-district";

let district: LittleDistrict;
beforeAll(async () => {
  district = await foundDistrict();
});

const report = (month: number, cut: Cut = "chain") =>
  monthReport({ now: NOW }, { month, cut, indicator: "outsideFen" });
const rowOf = (read: MonthReport, name: string) => read.rows.find((one) => one.name === name)?.values ?? {};
const wan = (value: unknown) => Number(formatFen(Number(value), "wan", 6));

describe("a sensitive lead with a framework agreement", () => {
  const sensitive = {
    planWan: 77_700,
    province: "海南省",
    industry: "C3421",
    framework: [["2016-03-10", 77_700]] as const,
    sensitive: true,
  };
  const names = async (cut: Cut) => (await report(201603, cut)).rows.map((row) => row.name);

  it("tells nothing of its place, department or industry, and counts in every total", async () => {
    const [id = 0] = await settle([
      { ...sensitive, chain: district.chains[0], unit: district.units[0], street: district.streets[0] },
    ]);
    expect(await names("province")).not.toContain("海南省");
    for (const cut of ["leadUnit", "street", "province", "industry"] as const) {
      const read = await report(201603, cut);
      expect(wan(rowOf(read, "敏感（不分列）").frameworkYearFen), cut).toBe(77_700);
      expect(wan(rowOf(read, "合计").frameworkYearFen), cut).toBe(77_700);
    }
    expect(wan(rowOf(await report(201603), "重型数控机床").frameworkYearFen)).toBe(77_700);
    await append(id, [
      {
        fact: {
          type: "BasicsEdited",
          v: 1,
          before: { sensitivity: "sensitive" },
          after: { sensitivity: "internal" },
          reason: "",
        },
      },
    ]);
    expect(await names("province")).toContain("海南省");
    expect(await names("province")).not.toContain("敏感（不分列）");
  });
});
