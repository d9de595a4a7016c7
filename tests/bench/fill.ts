/**
 * Fills an empty, migrated database with the demo district at the size of a bench:
 * DATABASE_URL=… node --conditions=react-server --import tsx tests/bench/fill.ts [projects] [ledger rows] [years]
 */
import { addMonths, dayOf, monthOfDay } from "@/server/domain/periods";
import { database, sql } from "@/server/platform/database";
import { seedScale } from "@/tests/support/demo/scale";
import { closeYears } from "./close-years";

const [projects = 100_000, ledgerRows = 1_000_000, years = 10] = process.argv.slice(2).map(Number);

const today = dayOf(new Date());
await seedScale({
  projects,
  ledgerRows,
  years,
  today,
  progress: (told, rows) => process.stderr.write(`\r${told} projects, ${rows} ledger rows`),
});
process.stderr.write("\n");
// The last month is still open, and the first open one: it is closed while we measure.
await closeYears(addMonths(monthOfDay(today), -2), (month) => process.stderr.write(`\r${month} closed`));
process.stderr.write("\n");
// A bureau of ten years has compared its projects long ago: what remains is what changes while we measure.
await database.$executeRaw(sql`DELETE FROM likeness_stale`);
process.exit(0);
