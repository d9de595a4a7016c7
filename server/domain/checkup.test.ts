import { describe, expect, it } from "vitest";
import { CHECK_IDS, CHECK_LEVEL_NAMES, CHECKS, checkOf, hindranceOf, mayAccept } from "./checkup";

describe("the registry of checks", () => {
  it("says of each what it looks for, why and how it is mended, under a name of its own", () => {
    for (const id of CHECK_IDS) {
      const { name, level, looks, why, mend } = checkOf(id);
      expect(
        [name, looks, why, mend].every((words) => words.length > 1),
        id,
      ).toBe(true);
      expect(CHECK_LEVEL_NAMES).toContain(level);
    }
    expect(new Set(Object.values(CHECKS).map((c) => c.name)).size).toBe(CHECK_IDS.length);
  });

  it("lets nobody accept an error, nor a pair that is judged elsewhere", () => {
    expect(CHECK_IDS.filter((id) => checkOf(id).level === "error").some(mayAccept)).toBe(false);
    expect(mayAccept("duplicates")).toBe(false);
    expect(mayAccept("over-agreed")).toBe(true);
  });
});

describe("what a check holds up", () => {
  it("is said in the words that closes have carried, with where it is mended", () => {
    expect(hindranceOf("no-chain", 2, 202606)).toMatchObject({
      code: "unclassified",
      level: "warning",
      words: "2 个本年有数字的项目没有产业链，列入“其他”",
      href: "/statistics/checkup?month=202606&check=no-chain",
    });
    expect(hindranceOf("unrated", 1, 202606)?.code).toBe("unrated");
    expect(hindranceOf("negative", 1, 202606)?.code).toBe("negative");
    expect(hindranceOf("over-agreed", 3, 202606)?.words).toBe("到位超过约定：本月计入的有 3 处");
  });

  it("is nothing where nothing was found, of a hint, and of what is no figure of the month", () => {
    expect(hindranceOf("sums", 0, 202606)).toBeNull();
    expect(hindranceOf("no-team", 9, 202606)).toBeNull();
    expect(hindranceOf("filed-contract", 9, 202606)).toBeNull();
  });
});
