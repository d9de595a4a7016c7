import { expect, it } from "vitest";
import { enterpriseParts, placesAgree } from "./enterprise-names";

it.each([
  ["深圳市远松精密机械有限公司", "远松精密机械", ["深圳"]],
  ["远松精密机械（深圳）有限责任公司", "远松精密机械", ["深圳"]],
  ["广东省深圳市远松精密机械股份有限公司", "远松精密机械", ["广东", "深圳"]],
  ["远松精密机械（集团）有限公司", "远松精密机械", []],
  ["远松精密机械集团有限公司", "远松精密机械", []],
  ["Ｙｕａｎｓｏｎｇ 机械", "yuansong机械", []],
  ["深圳有限公司", "深圳", []],
  ["齐齐哈尔", "齐齐哈尔", []],
])("%s", (name, core, places) => {
  expect(enterpriseParts(name)).toEqual({ core, places });
});

it("a city agrees with its province and with nowhere, not with another city", () => {
  expect(placesAgree(["沈阳"], ["辽宁"])).toBe(true);
  expect(placesAgree(["沈阳"], [])).toBe(true);
  expect(placesAgree(["沈阳"], ["大连"])).toBe(false);
});
