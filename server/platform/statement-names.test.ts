import { expect, it } from "vitest";
import { statementNames } from "./statement-names";

const asked = (name: (query: { sql: string }) => string, sql: string, times: number) =>
  Array.from({ length: times }, () => name({ sql })).at(-1);

it("names a statement once it has come often enough, and always the same", () => {
  const name = statementNames();
  expect(asked(name, "SELECT 1", 4)).toBe("");
  expect(asked(name, "SELECT 1", 1)).toBe("chainlead_0");
  expect(asked(name, "SELECT 2", 9)).toBe("chainlead_1");
  expect(asked(name, "SELECT 1", 3)).toBe("chainlead_0");
});

it("names no search, and no more statements than a connection should keep", () => {
  const name = statementNames();
  expect(asked(name, "SELECT 1 WHERE search_tokens @> $1", 20)).toBe("");
  const given = Array.from({ length: 400 }, (_, i) => asked(name, `SELECT ${i}`, 6));
  expect(new Set(given.filter(Boolean)).size).toBe(150);
});
