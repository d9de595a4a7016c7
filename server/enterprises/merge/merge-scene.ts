/** Two enterprises side by side, what is proposed, what follows, and what stands in the way. */
import "server-only";
import type { EnterpriseMergeScene, MergingField, MergingSide } from "@/server/contracts/enterprise-merge";
import {
  ENTERPRISE_WORD,
  type EnterpriseField,
  type EnterpriseThing,
  fieldChoices,
  relinkFact,
} from "@/server/domain/enterprise-merging";
import type { Actor } from "@/server/domain/permissions";
import { database, rowsOf, sql } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import type { HeldValues } from "../enterprise-things";
import { enterpriseNames } from "../list-enterprises";
import { areTwoPersons, bothOf, IN_WAY, investorsOf, isInWay, pointingAt } from "./load-merge";

type Names = ReadonlyMap<number, string>;

/** A thing of an enterprise in one line; null where it says nothing. `names` are those of other enterprises. */
export function thingText(field: EnterpriseThing, value: unknown, names: Names): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (field === "code") {
    const { uscc, usccReason } = value as HeldValues["code"];
    return uscc === null ? null : `${uscc}${usccReason ? `（校验位不符：${usccReason}）` : ""}`;
  }
  if (field === "place") {
    const { province, city } = value as HeldValues["place"];
    return [province, city === province ? "" : city].filter(Boolean).join(" ") || null;
  }
  if (field === "parent" || field === "merged") return names.get(value as number) ?? "您不能查看的企业";
  return String(value);
}

async function sideOf({ id, version, name }: HeldValues): Promise<MergingSide> {
  const [counts] = await rowsOf<Omit<MergingSide, "id" | "version" | "name">>(
    database,
    sql`SELECT enterprise_names(${id}, 'former') || enterprise_names(${id}, 'short') AS "otherNames",
        (SELECT count(*)::int FROM enterprise_honour WHERE enterprise_id = ${id} AND removed_at IS NULL) AS honours,
        (SELECT count(*)::int FROM chain_anchor WHERE enterprise_id = ${id} AND valid_to IS NULL) AS anchors`,
  );
  return { id, version, name, ...(counts ?? { otherNames: [], honours: 0, anchors: 0 }) };
}

const fieldOf =
  (keep: HeldValues, give: HeldValues, names: Names) =>
  ({ field, proposed }: { field: EnterpriseField; proposed: "keep" | "give" }): MergingField => ({
    field,
    label: ENTERPRISE_WORD[field],
    keep: thingText(field, keep[field], names),
    give: thingText(field, give[field], names),
    proposed,
  });

/** Names of the enterprises that are named on the page besides the two. */
const namesOf = (actor: Actor, ids: readonly (number | null)[]): Promise<Names> =>
  enterpriseNames(
    actor,
    ids.filter((id) => id !== null),
  );

const shareWords = (names: Names) => (one: { enterpriseId: number; shareBasisPoints: number | null }) =>
  `${names.get(one.enterpriseId) ?? "您不能查看的企业"}${one.shareBasisPoints === null ? "" : ` ${one.shareBasisPoints / 100}%`}`;

export async function enterpriseMergeScene(
  actor: Actor,
  pair: { keepId: number; giveId: number },
): Promise<EnterpriseMergeScene> {
  const { keep, give } = await bothOf(database, actor, pair);
  const ids = await pointingAt(database, give.id);
  const [states, lists, sides] = await Promise.all([
    loadProjects(database, ids, { lock: false }),
    investorsOf(database, ids),
    Promise.all([sideOf(keep), sideOf(give)]),
  ]);
  const named = [...lists.values()].flat().map((one) => one.enterpriseId);
  const names = await namesOf(actor, [keep.id, give.id, keep.parent, give.parent, ...named]);
  const live = [...states.values()].filter((state) => state.off?.state !== "withdrawn");
  const inWay = live.some((state) => isInWay(actor, state));
  return {
    keep: sides[0],
    give: sides[1],
    fields: fieldChoices(keep, give).map(fieldOf(keep, give, names)),
    projects: inWay
      ? []
      : live.map(({ id, number, basics }) => {
          const pointing = { investorId: basics.investorId, investors: lists.get(id) ?? [] };
          const { investors } = relinkFact(pointing, give, keep, "")?.listsAfter ?? {};
          return {
            id,
            number,
            name: basics.name,
            investors: investors?.map(shareWords(names)).join("、") ?? null,
          };
        }),
    obstacles: inWay ? [IN_WAY] : [],
    warnings: areTwoPersons(keep, give)
      ? ["两边的统一社会信用代码都有效而不相同，通常是两家法人，请确认确为同一企业。"]
      : [],
  };
}
