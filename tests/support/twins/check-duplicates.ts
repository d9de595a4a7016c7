/**
 * How well the radar finds known duplicates, the way the product does: candidates by shared keys, then the judgement.
 *   npm run duplicates:check -- --seed 11
 */
import { parseArgs } from "node:util";
import { likenessOf } from "@/server/domain/likeness";
import { candidatesAmong, likenessKeys } from "@/server/domain/likeness-keys";
import { type LikenessProfile, likenessProfile } from "@/server/domain/likeness-profile";
import { CERTAINTIES, CERTAINTY_WORD, type Certainty } from "@/server/domain/likeness-words";
import { likenessTools } from "@/server/platform/likeness-tools";
import { type TwinDistrict, twinDistrict } from "./twin-district";

const LEAST_RECALL = 0.95;
const LEAST_PRECISION = 0.9;

export interface Tally {
  kind: string;
  pairs: number;
  found: number;
}

export interface Findings {
  recall: number;
  precision: number;
  reported: number;
  twins: Tally[];
  /** Pairs that only look alike; `found` are those reported wrongly. */
  lookalikes: Tally[];
  /** Reported pairs that nobody made on purpose. */
  strangers: [number, number][];
  byCertainty: Record<Certainty, { right: number; wrong: number }>;
  missed: [kind: string, a: number, b: number][];
  wrong: [kind: string, a: number, b: number][];
}

export function checkDuplicates({ subjects, pairs }: TwinDistrict): Findings {
  const profiles = subjects.map((subject) => likenessProfile(subject, likenessTools));
  const known = new Map(pairs.map((pair) => [`${pair.a} ${pair.b}`, pair]));
  const reported = new Set<string>();
  const strangers: [number, number][] = [];
  const byCertainty = Object.fromEntries(
    CERTAINTIES.map((c) => [c, { right: 0, wrong: 0 }]),
  ) as Findings["byCertainty"];
  const candidates = candidatesAmong(profiles.map(likenessKeys)).flatMap((others, b) =>
    others.map((a) => [a, b] as const),
  );
  for (const [a, b] of candidates) {
    const pair = `${a} ${b}`;
    const { certainty } = likenessOf(profiles[a] as LikenessProfile, profiles[b] as LikenessProfile);
    if (certainty === null) continue;
    reported.add(pair);
    const right = known.get(pair)?.twins === true;
    byCertainty[certainty][right ? "right" : "wrong"] += 1;
    if (!known.has(pair)) strangers.push([a, b]);
  }
  const tally = (twins: boolean): Tally[] => {
    const kinds = [...new Set(pairs.filter((p) => p.twins === twins).map((p) => p.kind))];
    return kinds.map((kind) => {
      const ofKind = pairs.filter((p) => p.kind === kind);
      return {
        kind,
        pairs: ofKind.length,
        found: ofKind.filter((p) => reported.has(`${p.a} ${p.b}`)).length,
      };
    });
  };
  const listed = (twins: boolean, found: boolean) =>
    pairs
      .filter((p) => p.twins === twins && reported.has(`${p.a} ${p.b}`) === found)
      .map((p): [string, number, number] => [p.kind, p.a, p.b]);
  const twins = tally(true);
  const right = twins.reduce((sum, t) => sum + t.found, 0);
  return {
    recall: right / twins.reduce((sum, t) => sum + t.pairs, 0),
    precision: right / Math.max(1, reported.size),
    reported: reported.size,
    twins,
    lookalikes: tally(false),
    strangers,
    byCertainty,
    missed: listed(true, false),
    wrong: listed(false, true),
  };
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

function print(seed: number, findings: Findings, show: (place: number) => string, tell: boolean): void {
  const out = [
    `seed ${seed}: recall ${percent(findings.recall)}, precision ${percent(findings.precision)} (${findings.reported} pairs reported)`,
    "duplicates found, by kind:",
    ...findings.twins.map((t) => `  ${t.kind}\t${t.found}/${t.pairs}\t${percent(t.found / t.pairs)}`),
    "no duplicates, but reported:",
    ...findings.lookalikes.map((t) => `  ${t.kind}\t${t.found}/${t.pairs}`),
    `  strangers\t${findings.strangers.length}`,
    "right and wrong, by certainty:",
    ...CERTAINTIES.map((c) => {
      const { right, wrong } = findings.byCertainty[c];
      return `  ${CERTAINTY_WORD[c]}\t${right}\t${wrong}`;
    }),
  ];
  if (tell) {
    for (const [kind, a, b] of findings.missed) out.push(`missed ${kind}\n  ${show(a)}\n  ${show(b)}`);
    for (const [kind, a, b] of findings.wrong) out.push(`wrong ${kind}\n  ${show(a)}\n  ${show(b)}`);
    for (const [a, b] of findings.strangers.slice(0, 40)) out.push(`stranger\n  ${show(a)}\n  ${show(b)}`);
  }
  process.stdout.write(`${out.join("\n")}\n`);
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: { seed: { type: "string", default: "1" }, tell: { type: "boolean", default: false } },
  });
  const district = twinDistrict(Number(values.seed));
  const findings = checkDuplicates(district);
  const show = (place: number) => JSON.stringify(district.subjects[place]);
  print(Number(values.seed), findings, show, values.tell);
  if (findings.recall < LEAST_RECALL || findings.precision < LEAST_PRECISION) process.exitCode = 1;
}
