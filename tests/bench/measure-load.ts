/** Twenty people at once on the list, and what the server needs for it. */
import type { BenchScene } from "./bench-scene";
import { Client } from "./client";
import { peakOf, resetPeak } from "./processes";
import { type Spread, spreadOf } from "./timing";

export interface LoadResult {
  name: string;
  people: number;
  seconds: number;
  requestsPerSecond: number;
  latency: Spread;
  peakMiB: number;
}

const PEOPLE = 20;
const SECONDS = 15;
const WARM_UP_MS = 2000;

/** Every person turns pages, sorts and narrows, one request after the other. */
const turn = (scene: BenchScene, person: number, n: number) => ({
  filter: n % 3 === 0 ? { chainIds: [scene.chainId] } : {},
  sort: n % 2 === 0 ? "updated" : "plannedTotal",
  offset: ((person * 7 + n) % 40) * 50,
});

export async function measureLoad(scene: BenchScene, webPid: number): Promise<LoadResult> {
  const people = Array.from({ length: PEOPLE }, () => new Client(scene.port));
  // One account, twenty sessions: a lock of one row would show here.
  for (const person of people) await person.signIn("keyuan");
  resetPeak(webPid);
  const times: number[] = [];
  const countFrom = performance.now() + WARM_UP_MS;
  const end = countFrom + SECONDS * 1000;
  await Promise.all(
    people.map(async (client, person) => {
      for (let n = 0; performance.now() < end; n += 1) {
        const began = performance.now();
        await client.query("project.list", turn(scene, person, n));
        if (began >= countFrom) times.push(performance.now() - began);
      }
      client.close();
    }),
  );
  return {
    name: "20 人同时翻列表",
    people: PEOPLE,
    seconds: SECONDS,
    requestsPerSecond: times.length / SECONDS,
    latency: spreadOf(times),
    peakMiB: peakOf(webPid),
  };
}
