/**
 * The names that rows only point at: units, chains with their hue, chain leaders in office, accounts. A page of rows asks
 * for ids and for the version of the names, and takes the names from here: looking each of them up for every row took
 * longer than finding the rows (docs/performance.md).
 */
import "server-only";
import type { Day } from "@/server/domain/periods";
import { database, rowOf, type Sql, sql } from "@/server/platform/database";

interface Appointment {
  chainId: number;
  name: string;
  from: Day;
  to: Day | null;
}

interface Names {
  version: number;
  units: Map<number, string>;
  accounts: Map<number, string>;
  chains: Map<number, { name: string; hue: number }>;
  leaders: Appointment[];
}

/** To be selected in the same statement as the rows: both then tell of the same moment. */
export const nameVersion: Sql = sql`(SELECT version FROM name_version)`;

let remembered: Names | null = null;

async function readNames(): Promise<Names> {
  const { book } = await rowOf<{
    book: {
      version: number;
      units: [number, string][];
      accounts: [number, string][];
      chains: [number, { name: string; hue: number }][];
      leaders: Appointment[];
    };
  }>(
    database,
    sql`SELECT json_build_object('version', ${nameVersion},
      'units', (SELECT coalesce(json_agg(json_build_array(id, name)), '[]') FROM unit),
      'accounts', (SELECT coalesce(json_agg(json_build_array(id, display_name)), '[]') FROM account),
      'chains', (SELECT coalesce(json_agg(json_build_array(id, json_build_object('name', name, 'hue', hue))), '[]') FROM chain),
      'leaders', (SELECT coalesce(json_agg(json_build_object('chainId', chain_id, 'name', person_name, 'from', valid_from,
          'to', valid_to) ORDER BY id), '[]')
        FROM chain_appointment WHERE role = 'leader' AND person_name IS NOT NULL)) AS book`,
  );
  const { version, leaders } = book;
  return {
    version,
    leaders,
    units: new Map(book.units),
    accounts: new Map(book.accounts),
    chains: new Map(book.chains),
  };
}

/** Names as of one version, and on one day. Null stands for "none" and for an id that nobody bears. */
export interface NameBook {
  unit(id: number | null): string | null;
  account(id: number | null): string | null;
  chain(id: number | null): { name: string; hue: number } | null;
  /** Chain leaders (链长) in office, joined by 、. */
  leaders(chainId: number | null): string | null;
}

const NOBODY: Names = { version: 0, units: new Map(), accounts: new Map(), chains: new Map(), leaders: [] };

/**
 * The names for rows that were read together with `version`, or newer ones; read again only when the version moved. Null
 * where there were no rows.
 */
export async function nameBook(version: number | null, today: Day): Promise<NameBook> {
  if (version !== null && remembered?.version !== version) remembered = await readNames();
  const names = remembered ?? NOBODY;
  const inOffice = new Map<number, string>();
  for (const { chainId, name, from, to } of names.leaders) {
    if (from > today || (to !== null && to < today)) continue;
    const before = inOffice.get(chainId);
    inOffice.set(chainId, before === undefined ? name : `${before}、${name}`);
  }
  const of =
    <Name>(map: Map<number, Name>) =>
    (id: number | null): Name | null =>
      id === null ? null : (map.get(id) ?? null);
  return {
    unit: of(names.units),
    account: of(names.accounts),
    chain: of(names.chains),
    leaders: of(inOffice),
  };
}
