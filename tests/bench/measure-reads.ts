/** Reads over HTTP as a signed-in officer, each beside its floor of the same run. */
import type { StatMonth } from "@/server/domain/periods";
import { askHere, type BenchScene } from "./bench-scene";
import { type Read, readsOf } from "./reads";
import { replay, statementsOf } from "./statements";
import { type Spread, spreadOf, timed } from "./timing";

export interface ReadResult {
  id: string;
  name: string;
  /** Rows or cells of the answer. */
  size: number;
  bytes: number;
  queries: number;
  http: Spread;
  /** The same SQL alone, and the round trip of an empty signed-in procedure. */
  sql: Spread;
  ping: Spread;
  floorMs: number;
  ratio: number;
}

async function measure(scene: BenchScene, read: Read): Promise<ReadResult> {
  const client = read.by === "tongji" ? scene.statistician : scene.officer;
  const actor = scene.actors[read.by ?? "keyuan"];
  const ask = (run: number) => client.query(read.procedure, read.fresh?.(run) ?? read.input);
  const { data, bytes } = await client.query(read.procedure, read.input);
  if (!read.fresh) await askHere(actor, read.procedure, read.input);
  const statements = await statementsOf(() => askHere(actor, read.procedure, read.fresh?.(40) ?? read.input));
  const ping = await timed(() => client.query("self.ping"));
  const http = await timed(ask, read.fresh ? { runs: 20, warmUp: 1 } : {});
  // What is counted once cannot be counted again by sending the same statements: they count as they ran.
  const sql = read.fresh
    ? spreadOf([statements.reduce((ms, one) => ms + one.ms, 0)])
    : await replay(scene.bare, statements);
  const floorMs = sql.p50 + ping.p50;
  return {
    id: read.id,
    name: read.name,
    size: read.size(data as never),
    bytes,
    queries: statements.length,
    http,
    sql,
    ping,
    floorMs,
    ratio: http.p50 / floorMs,
  };
}

/** Two characters and four initials of a name that is really there. */
const SOUGHT = { chinese: "机床", pinyin: "hljc" };

export async function measureReads(
  scene: BenchScene & { closed: StatMonth },
  wanted: (id: string) => boolean,
): Promise<ReadResult[]> {
  const results: ReadResult[] = [];
  for (const read of readsOf({ ...scene, ...SOUGHT })) {
    if (wanted(read.id)) results.push(await measure(scene, read));
  }
  return results;
}
