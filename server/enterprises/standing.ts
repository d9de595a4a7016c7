/** Enterprises as they stand with their other names and honours, beside what a directory says of them. */
import "server-only";
import type { StandingEnterprise } from "@/server/domain/enterprise-directory";
import { compareInvestors } from "@/server/domain/likeness-investor";
import {
  type LikenessProfile,
  type LikenessSubject,
  likenessProfile,
  likenessSubject,
} from "@/server/domain/likeness-profile";
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
type Held = Alike & { profile: LikenessProfile };

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

/** Each key looked up by itself in the index: what a short list asks. */
const lookedUp = sql`SELECT h.id FROM wanted w CROSS JOIN LATERAL
  (SELECT e.id FROM enterprise e WHERE e.likeness_keys @> ARRAY[w.key]) h`;
/** All keys on record read once: dearer than some hundred rows, and no dearer for ten thousand. */
const readThrough = sql`SELECT e.id FROM enterprise e CROSS JOIN LATERAL unnest(e.likeness_keys) AS u(key) JOIN wanted w ON w.key = u.key`;
/** So many enterprises are looked up; more are read through. */
const MOST_LOOKED_UP = 300;

/** Enterprises that hold any of these keys, as far as the actor may know of them. */
const holdersOf = (db: Asking, actor: Actor, asked: number, wanted: readonly string[]): Promise<Alike[]> =>
  rowsOf<Alike>(
    db,
    sql`WITH wanted AS MATERIALIZED (SELECT DISTINCT key FROM unnest(${[...wanted]}::text[]) AS w(key)),
        near AS MATERIALIZED (SELECT DISTINCT id FROM (${asked > MOST_LOOKED_UP ? readThrough : lookedUp}) hit)
      SELECT e.id, e.name, e.uscc, e.likeness_keys AS keys, enterprise_names(e.id, 'former') AS "formerNames",
        enterprise_names(e.id, 'short') AS "shortNames"
      FROM near n JOIN enterprise e ON e.id = n.id WHERE ${enterprisesFor(actor)} ORDER BY e.id`,
  );

/** For each the enterprise on record that may well be the same, as far as the actor may know of it. */
export async function likelySame(
  db: Asking,
  actor: Actor,
  asked: readonly Named[],
): Promise<(Pick<Alike, "id" | "name"> | null)[]> {
  const keys = asked.map(keysOf);
  const wanted = new Set(keys.flat());
  if (wanted.size === 0) return asked.map(() => null);
  const holders = new Map<string, Held[]>();
  for (const found of await holdersOf(db, actor, asked.length, [...wanted])) {
    const held = { ...found, profile: profileOf(found) };
    for (const key of found.keys)
      if (wanted.has(key)) {
        const others = holders.get(key);
        if (others) others.push(held);
        else holders.set(key, [held]);
      }
  }
  return asked.map((one, i) => {
    const others = new Set((keys[i] ?? []).flatMap((key) => holders.get(key) ?? []));
    if (others.size === 0) return null;
    const mine = profileOf(one);
    const alike = [...others].find((other) => {
      const { identity, against } = compareInvestors(mine, other.profile, { whole: true });
      return !against && identity >= ONE_INVESTOR;
    });
    return alike ?? null;
  });
}
