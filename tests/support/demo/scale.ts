/** The demo district at the size of the bench: told and stored batch by batch, so that memory stays bounded. */
import type { Day } from "@/server/domain/periods";
import type { Database } from "@/server/platform/database";
import { demoDistrict, type District } from "./district";
import * as store from "./store";

export interface Scale {
  projects: number;
  /** Rows of the three ledgers together, to within a percent. */
  ledgerRows: number;
  years: number;
  today: Day;
  directory: string;
  seed?: number;
  /** Called after each batch. */
  progress?: (projects: number, ledgerRows: number) => void;
}

const BATCH = 500;
/** Batches between two corrections of the share of 调度数 rows. */
const STEERING_GAIN = 4;

const rowsIn = (district: District): number => {
  const { agreement, arrival, investment } = district.idsTaken();
  return agreement + arrival + investment;
};

/** Steers towards the wished number of ledger rows by keeping more or fewer of the 调度数 rows. */
function steer(district: District, scale: Scale, done: number, share: number): number {
  const wished = (scale.ledgerRows * done) / scale.projects;
  const next = Math.min(1, Math.max(0, share + (STEERING_GAIN * (wished - rowsIn(district))) / scale.ledgerRows));
  district.keepDispatch(next);
  return next;
}

/** Waiting for the disk at each commit would be most of the time, and a bench database is not kept. */
async function storeBatch(district: District, scale: Scale, first: boolean): Promise<number> {
  return store.inTransaction(async (db: Database) => {
    await db.$executeRawUnsafe("SET LOCAL synchronous_commit = off");
    const openedAt = `${Number(scale.today.slice(0, 4)) - scale.years + 1}-01-01T01:00:00Z`;
    if (first) {
      await store.storeSettings(db, district);
      await store.storeBureau(db, district, openedAt);
      await store.storeAnchors(db, district.anchors, openedAt);
      await store.storeFiles(db, district, scale.directory, 1, openedAt);
    }
    return store.storeNextProjects(db, district, undefined, BATCH);
  });
}

/** Fills an empty database; gives what it holds. */
export async function seedScale(scale: Scale): Promise<{ projects: number; ledgerRows: number }> {
  const { projects, today, years, seed } = scale;
  const district = demoDistrict({ projects, today, years, detail: "brief", ...(seed === undefined ? {} : { seed }) });
  let share = 1;
  let done = 0;
  for (let stored = await storeBatch(district, scale, true); stored > 0; stored = await storeBatch(district, scale, false)) {
    done += stored;
    share = steer(district, scale, done, share);
    scale.progress?.(done, rowsIn(district));
  }
  await store.inTransaction(store.advanceSequences);
  return { projects: done, ledgerRows: rowsIn(district) };
}
