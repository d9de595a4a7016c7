import { pinyin } from "pinyin-pro";
import { describe, expect, it } from "vitest";
import { HMT_PLACES, initialsOfPlace, MAINLAND_PROVINCES, placesByInitials, shortPlace } from "./places";

describe("a place typed by its initials", () => {
  it("is found by those of its own name, each of the 34", () => {
    for (const name of [...MAINLAND_PROVINCES, ...HMT_PLACES]) {
      const initials = pinyin(shortPlace(name), { pattern: "first", toneType: "none", type: "array" }).join(
        "",
      );
      expect(initialsOfPlace(name), name).toBe(initials);
      expect(placesByInitials(initials), name).toContain(shortPlace(name));
    }
  });

  it("is not guessed where several share them, and no word is taken for initials", () => {
    expect(placesByInitials("JS ")).toEqual(["江苏"]);
    expect(placesByInitials("hn")).toEqual(["河南", "湖南", "海南"]);
    expect(placesByInitials("江苏")).toEqual([]);
    expect(placesByInitials("constructor")).toEqual([]);
  });
});
