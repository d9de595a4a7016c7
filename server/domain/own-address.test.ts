import { describe, expect, it } from "vitest";
import { isAddress, ownAddress } from "./own-address";

const HERE = "http://chainlead.test:3000";

describe("an address of this site", () => {
  it.each([
    ["/projects?q=机床#top", `${HERE}/projects?q=%E6%9C%BA%E5%BA%8A#top`],
    [`${HERE}/desk`, `${HERE}/desk`],
    ["https://evil.example/", null],
    ["//evil.example/", null],
    ["/\\evil.example/", null],
    ["\\\\evil.example", null],
    ["/\t/evil.example/", null],
    ["/.//evil.example/", null],
    [`${HERE}@evil.example/`, null],
    ["http://chainlead.test:3000.evil.example/", null],
    ["javascript:alert(1)", null],
    ["招商", null],
    ["http://[", null],
    ["", null],
    [undefined, null],
    [["/desk"], null],
    [`/${"a".repeat(5000)}`, null],
  ])("%j is %s", (given, address) => {
    expect(ownAddress(given, HERE)?.href ?? null).toBe(address);
  });

  it("is told from what is no address at all", () => {
    expect(["/desk", "https://evil.example/", "//evil.example"].every(isAddress)).toBe(true);
    expect(["desk", "招商", "http://[", "javascript:1", "", null, 5].some(isAddress)).toBe(false);
  });
});
