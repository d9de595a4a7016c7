/** The settings behind every indicator as they were in force in a month; of a closed month, as it was closed. */
import "server-only";
import type { Definitions, DefinitionsInput } from "@/server/contracts/definitions";
import { database } from "@/server/platform/database";
import { ruleSince, rulesInForce } from "@/server/record/load-rules";
import { reportScene } from "./report-scene";

export async function readDefinitions(
  { now }: { now: Date },
  { month }: DefinitionsInput,
): Promise<Definitions> {
  const { shape, rules, day } = await reportScene({ month, cut: "chain", indicator: "outsideFen" }, now);
  const { rates } = await rulesInForce(database, day);
  const [tiers, thresholds, ratesSince] = await Promise.all(
    (["tiers", "thresholds", "rates"] as const).map((key) => ruleSince(database, key, day)),
  );
  return {
    month,
    district: rules.district.name,
    bureau: rules.district.bureau,
    asOf: now.toISOString(),
    shape,
    rates,
    since: { tiers: tiers ?? null, thresholds: thresholds ?? null, rates: ratesSince ?? null },
  };
}
