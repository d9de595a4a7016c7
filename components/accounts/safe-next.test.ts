import { describe, expect, it } from "vitest";
import { safeNext } from "./safe-next";

const HERE = "http://chainlead.test:3000";

describe("what follows a login", () => {
  it.each([
    ["/projects?q=机床#top", "/projects?q=%E6%9C%BA%E5%BA%8A#top"],
    [undefined, "/"],
    ["https://evil.test/", "/"],
    ["//evil.test/", "/"],
    ["/\\evil.test/", "/"],
    ["/\t/evil.test/", "/"],
    ["/\n//evil.test/", "/"],
    ["/.//evil.test/", "/"],
    ["javascript:alert(1)", "/"],
  ])("%j leads to %s", (next, target) => {
    expect(safeNext(next, HERE)).toBe(target);
  });
});
