import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readUrlValues, urlList, urlParam, writeUrlValues } from "./url-state";

const SHAPE = {
  q: urlParam(z.string(), ""),
  view: urlParam(z.enum(["table", "board"]), "table"),
  page: urlParam(z.coerce.number().int().min(1), 1),
  chains: urlList(z.string().regex(/^[a-z]+$/)),
};

describe("list state in the URL", () => {
  it("reads what is there and falls back for what is missing or nonsense", () => {
    expect(readUrlValues(SHAPE, new URLSearchParams("q=轴&view=board&page=3&chains=ice~meat"))).toEqual({
      q: "轴",
      view: "board",
      page: 3,
      chains: ["ice", "meat"],
    });
    expect(readUrlValues(SHAPE, new URLSearchParams("view=pie&page=-2&chains=ice~9"))).toEqual({
      q: "",
      view: "table",
      page: 1,
      chains: ["ice"],
    });
  });
  it("reads the search parameters of a server page", () => {
    expect(readUrlValues(SHAPE, { q: ["a", "b"], view: "board", page: undefined }).q).toBe("a");
  });
  it("leaves fallbacks out, keeps foreign parameters, and reads back what it wrote", () => {
    const search = writeUrlValues(SHAPE, "?other=1&page=7", { page: 1, q: "a&b=c", chains: ["ice", "meat"] });
    expect(search).toBe("?chains=ice%7Emeat&other=1&q=a%26b%3Dc");
    expect(readUrlValues(SHAPE, new URLSearchParams(search))).toMatchObject({
      q: "a&b=c",
      page: 1,
      chains: ["ice", "meat"],
    });
    expect(writeUrlValues(SHAPE, search, { q: "", chains: [] })).toBe("?other=1");
    expect(writeUrlValues(SHAPE, "?q=a", { q: "" })).toBe("");
  });
});
