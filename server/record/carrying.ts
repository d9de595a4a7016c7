/** Rows that end or begin in a closed month because a record was merged, split or taken back, not because somebody booked them. */
import "server-only";
import type { Database } from "@/server/platform/database";

/**
 * Lets the rows of `work` keep their stat month, also a closed one (trigger closed_rows_stay). The close is a copy and is not
 * touched; the first open month takes the difference.
 */
export async function carrying(db: Database, work: () => Promise<void>): Promise<void> {
  const set = (on: boolean) =>
    db.$executeRawUnsafe(`SELECT set_config('chainlead.carrying', '${on ? "on" : "off"}', TRUE)`);
  await set(true);
  await work();
  await set(false);
}
