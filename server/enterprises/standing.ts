/** Enterprises as they stand with their other names and honours, beside what a directory says of them. */
import "server-only";
import type { StandingEnterprise } from "@/server/domain/enterprise-directory";
import { compareInvestors } from "@/server/domain/likeness-investor";
import { type LikenessSubject, likenessProfile, likenessSubject } from "@/server/domain/likeness-profile";
import type { Actor } from "@/server/domain/permissions";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { enterpriseLikeness, likenessTools } from "@/server/platform/likeness-tools";
import { type HeldValues, valuesOf } from "./enterprise-things";
import { enterprisesFor } from "./list-enterprises";

type Asking = Pick<Database, "$queryRaw">;
export type Standing = StandingEnterprise & HeldValues;

type Beside = Pick<StandingEnterprise, "others" | "honours"> & { id: number };

export async function standingEnterprises(
  db: Asking,
  ids: readonly number[],
): Promise<Map<number, Standing>> {
  const values = await valuesOf(db, ids);
  const beside = await rowsOf<Beside>(
    db,
    sql`SELECT e.id,
        coalesce((SELECT json_agg(json_build_object('kind', n.kind, 'name', n.name) ORDER BY n.id) FROM enterprise_name n
          WHERE n.enterprise_id = e.id AND n.removed_at IS NULL), '[]') AS others,
        coalesce((SELECT json_agg(json_build_object('title', h.title, 'awardedOn', h.awarded_on::text, 'batch', h.batch)
          ORDER BY h.id) FROM enterprise_honour h WHERE h.enterprise_id = e.id AND h.removed_at IS NULL), '[]') AS honours
      FROM enterprise e WHERE e.id = ANY(${[...ids]}::int[])`,
  );
  return new Map(
    beside.flatMap((one) => {
      const own = values.get(one.id);
      return own ? [[one.id, { ...own, ...one }] as const] : [];
    }),
  );
}

/** Names of those of them that the actor may know of. */
export async function knownTo(
  db: Asking,
  actor: Actor,
  ids: readonly number[],
): Promise<Map<number, string>> {
  const rows = await rowsOf<{ id: number; name: string }>(
    db,
    sql`SELECT e.id, e.name FROM enterprise e WHERE e.id = ANY(${[...ids]}::int[]) AND ${enterprisesFor(actor)}`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export interface Named {
  name: string;
  uscc: string | null;
  formerNames: readonly string[];
  shortNames: readonly string[];
}
type Alike = Named & { id: number; keys: string[] };

/** From here on two names are taken to be those of one investor (server/domain/likeness.ts). */
const ONE_INVESTOR = 3.5;
/** Whole names, their sound, and their characters in whatever order. */
const OF_NAMES = /^[eso]:/;

const keysOf = (named: Named): string[] =>
  enterpriseLikeness({ ...named, uscc: null }).likenessKeys.filter((key) => OF_NAMES.test(key));

const profileOf = ({ name, uscc, formerNames, shortNames }: Named) => {
  const subject: Partial<LikenessSubject> = { investorName: name, investorUscc: uscc };
  const names = { formerNames: [...formerNames], shortNames: [...shortNames] };
  return likenessProfile(likenessSubject({ ...subject, ...names }), likenessTools);
};

/** For each the enterprise on record that may well be the same, as far as the actor may know of it. */
export async function likelySame(
  db: Asking,
  actor: Actor,
  asked: readonly Named[],
): Promise<(Pick<Alike, "id" | "name"> | null)[]> {
  const keys = asked.map(keysOf);
  const wanted = [...new Set(keys.flat())];
  if (wanted.length === 0) return asked.map(() => null);
  const found = await rowsOf<Alike>(
    db,
    sql`SELECT e.id, e.name, e.uscc, e.likeness_keys AS keys, enterprise_names(e.id, 'former') AS "formerNames",
        enterprise_names(e.id, 'short') AS "shortNames"
      FROM enterprise e WHERE e.likeness_keys && ${wanted}::text[] AND ${enterprisesFor(actor)} ORDER BY e.id`,
  );
  const holders = new Map<string, Alike[]>();
  for (const one of found) for (const key of one.keys) holders.set(key, [...(holders.get(key) ?? []), one]);
  return asked.map((one, i) => {
    const others = new Set((keys[i] ?? []).flatMap((key) => holders.get(key) ?? []));
    if (others.size === 0) return null;
    const mine = profileOf(one);
    const alike = [...others].find((other) => {
      const { identity, against } = compareInvestors(mine, profileOf(other), { whole: true });
      return !against && identity >= ONE_INVESTOR;
    });
    return alike ?? null;
  });
}
