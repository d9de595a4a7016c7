/** 项目编号: year and a running number. */
import "server-only";
import type { Day } from "@/server/domain/periods";
import { type Database, rowsOf, sql } from "@/server/platform/database";

/** The next `count` numbers that nobody holds: a ledger may have brought numbers of the same form with it. */
export async function projectNumbers(db: Database, today: Day, count: number): Promise<string[]> {
  const numbers: string[] = [];
  while (numbers.length < count) {
    const drawn = await rowsOf<{ number: string; held: boolean }>(
      db,
      sql`SELECT d.number, EXISTS (SELECT 1 FROM project p WHERE p.number = d.number AND (p.off_state IS NULL OR p.off_state <> 'withdrawn' OR p.merged_into_id IS NOT NULL)) AS held
        FROM (SELECT ${today.slice(0, 4)} || '-' || lpad(n, greatest(5, length(n)), '0') AS number
          FROM (SELECT nextval('project_number_seq')::text AS n FROM generate_series(1, ${count - numbers.length}::int)) s) d`,
    );
    numbers.push(...drawn.filter((d) => !d.held).map((d) => d.number));
  }
  return numbers;
}
