/** The district that the bench measures: filled by its own program, with a past of its projects and its months closed. */
import { execFileSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { addMonths, dayOf, monthOfDay } from "@/server/domain/periods";
import { database, rowOf, rowsOf, sql } from "@/server/platform/database";
import { verifyCloses } from "@/server/statistics/closing";
import { ownerAddress } from "../support/database";

const [PROJECTS, ROWS, YEARS] = [60, 900, 2];

const countOf = (table: string) =>
  database.$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table}`).then(([r]) => r?.n);

const indexes = () =>
  rowsOf<{ name: string }>(
    database,
    sql`SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`,
  );

let before: { name: string }[] = [];

beforeAll(async () => {
  before = await indexes();
  const sizes = [PROJECTS, ROWS, YEARS].map(String);
  execFileSync(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "tests/bench/fill.ts", ...sizes],
    { env: { ...process.env, DATABASE_URL: ownerAddress() }, stdio: ["ignore", "ignore", "inherit"] },
  );
}, 120_000);

describe("the filled district", () => {
  it("holds the projects that were asked for, each with what it was before", async () => {
    expect(await countOf("project")).toBe(PROJECTS);
    expect(await countOf("project WHERE known_since IS NULL")).toBe(0);
    expect(await countOf("project_past")).toBeGreaterThan(0);
  });

  it("has every index again that the migrations made", async () => {
    expect(await indexes()).toEqual(before);
  });

  it("has closed every month but the last one, one after another, with seals that hold", async () => {
    const { first, last, closes, rows } = await rowOf<Record<"first" | "last" | "closes" | "rows", number>>(
      database,
      sql`SELECT min(month) AS first, max(month) AS last, count(*)::int AS closes, sum(row_count)::int AS rows FROM month_close`,
    );
    expect(last).toBe(addMonths(monthOfDay(dayOf(new Date())), -2));
    expect(addMonths(first, closes - 1)).toBe(last);
    expect(closes).toBeGreaterThanOrEqual(12);
    expect(rows).toBeGreaterThan(0);
    expect(await verifyCloses()).toEqual([]);
  });
});
