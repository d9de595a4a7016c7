/** Puts the demo district into an empty database, through the same door as every other write. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { hashPassword } from "@/server/accounts";
import { enterpriseKey } from "@/server/domain/identity";
import { originOf } from "@/server/domain/places";
import type { ProjectState } from "@/server/domain/project-state";
import { type Rules, startingRules } from "@/server/domain/rules";
import { type ColumnTypes, type Database, database, insertRows } from "@/server/platform/database";
import { searchTextOf } from "@/server/platform/search-text";
import { type ProjectHistory, storeHistories } from "@/server/record/store-histories";
import { DEMO_PASSWORD } from "./bureau-people";
import type { District } from "./district";
import type { Anchor, Enterprise } from "./enterprises";

const BATCH = 500;
const BATCH_TIMEOUT_MS = 10 * 60_000;

export const inTransaction = <T>(work: (db: Database) => Promise<T>): Promise<T> =>
  database.$transaction((tx) => work(tx as unknown as Database), {
    maxWait: 15_000,
    timeout: BATCH_TIMEOUT_MS,
  });

/** Settings are needed by every installation, with or without a demo. */
export async function storeSettings(db: Database, district: Pick<District, "settings">): Promise<void> {
  await insertRows(
    db,
    "setting",
    { key: "text", value: "jsonb", effective_from: "date", set_at: "timestamptz" },
    district.settings.map((s) => ({
      key: s.key,
      value: s.value,
      effective_from: s.effectiveFrom,
      set_at: new Date().toISOString(),
    })),
  );
}

/** Column types by name ending; what is not named here is text. */
const columnType = (name: string): string => {
  if (
    name === "id" ||
    name.endsWith("_id") ||
    name === "position" ||
    name === "hue" ||
    name === "month" ||
    name === "year" ||
    name === "size"
  )
    return "integer";
  if (name.startsWith("valid_") || name.endsWith("_on")) return "date";
  if (name.endsWith("_at")) return "timestamptz";
  if (name === "active" || name.startsWith("must_")) return "boolean";
  if (name === "value" || name === "rate_micro") return "bigint";
  return name === "search_tokens" ? "text[]" : "text";
};
const snake = (name: string) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

/** Inserts plain objects; their keys, in snake case, are the columns. */
async function insertObjects(db: Database, table: string, objects: readonly object[]): Promise<void> {
  const [first] = objects;
  if (!first) return;
  const columns: ColumnTypes = Object.fromEntries(
    Object.keys(first).map((key) => [snake(key), columnType(snake(key))]),
  );
  const rows = objects.map((o) =>
    Object.fromEntries(Object.entries(o).map(([key, value]) => [snake(key), value])),
  );
  await insertRows(db, table, columns, rows);
}

export async function storeBureau(db: Database, district: District, openedAt: string): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await insertObjects(db, "unit", district.units);
  await insertObjects(
    db,
    "account",
    district.people.map(({ name, ...p }) => ({
      ...p,
      displayName: name,
      passwordHash,
      passwordSetAt: openedAt,
      mustChangePassword: false,
      createdAt: openedAt,
    })),
  );
  await insertObjects(db, "chain", district.chains);
  await insertObjects(db, "chain_category", district.categories);
  await insertObjects(db, "chain_appointment", district.appointments);
  await insertObjects(db, "engine", district.engines);
  await insertObjects(db, "target", district.targets);
  await insertObjects(db, "exchange_rate", district.exchangeRates);
}

const enterpriseRow = (e: Enterprise, createdAt: string) => {
  const { searchText, searchTokens } = searchTextOf([e.name, e.uscc]);
  return {
    id: e.id,
    name: e.name,
    nameKey: enterpriseKey(e.name),
    uscc: e.uscc,
    province: e.origin.province,
    city: e.origin.city,
    origin: originOf(e.origin.province),
    kind: e.kind,
    profile: e.profile,
    searchText,
    searchTokens,
    createdAt,
  };
};

export async function storeAnchors(
  db: Database,
  anchors: readonly Anchor[],
  openedAt: string,
): Promise<void> {
  await insertObjects(
    db,
    "enterprise",
    anchors.map((a) => enterpriseRow(a, openedAt)),
  );
  await insertObjects(
    db,
    "enterprise_honour",
    anchors.flatMap((a) => a.honours.map((h) => ({ enterpriseId: a.id, ...h }))),
  );
  await insertObjects(
    db,
    "chain_anchor",
    anchors.map((a) => ({ chainId: a.chainId, enterpriseId: a.id, validFrom: a.since, validTo: null })),
  );
}

/** The files of the demo, in the folder and the table of the evidence store. */
export async function storeFiles(
  db: Database,
  district: District,
  directory: string,
  uploadedById: number,
  openedAt: string,
): Promise<void> {
  for (const file of district.files) {
    const folder = path.join(directory, "evidence", file.sha256.slice(0, 2));
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, file.sha256), file.bytes);
  }
  await insertObjects(
    db,
    "evidence_file",
    district.files.map((f) => ({
      id: f.id,
      sha256: f.sha256,
      size: f.bytes.length,
      mediaType: f.mediaType,
      uploadedById,
      uploadedAt: openedAt,
    })),
  );
}

export interface Told {
  histories: ProjectHistory[];
  /** Rows of the enterprises that these projects bring along. */
  enterprises: object[];
}

/** The next projects of the district, at most so many; empty at the end. */
export function tellNext(district: District, most = BATCH): Told {
  const told: Told = { histories: [], enterprises: [] };
  for (let next = district.next(); next; next = told.histories.length < most ? district.next() : null) {
    told.histories.push({ id: null, facts: next.facts });
    const bornAt = next.facts[0]?.recordedAt ?? "";
    told.enterprises.push(...next.enterprises.map((e) => enterpriseRow(e, bornAt)));
  }
  return told;
}

export const storeEnterprises = (db: Database, told: Told): Promise<void> =>
  insertObjects(db, "enterprise", told.enterprises);

export const storeTold = (db: Database, told: Told, rules: Rules = startingRules): Promise<ProjectState[]> =>
  storeHistories(db, rules, new Map<number, ProjectState>(), told.histories);

const SEQUENCES = [
  "unit",
  "account",
  "chain",
  "engine",
  "enterprise",
  "evidence_file",
  "evidence_link",
  "agreement",
  "arrival",
  "investment",
];

/** Draws from a sequence until it stands at `end`: the product may draw, and not set. */
const drawUpTo = (sequence: string, end: string) =>
  `SELECT count(nextval('${sequence}')) FROM generate_series((SELECT last_value + is_called::int FROM "${sequence}"), ${end})`;

/** Ids were given out by the generator: the sequences go on behind them, and so do the project numbers. */
export async function advanceSequences(db: Database): Promise<void> {
  for (const table of SEQUENCES) {
    await db.$executeRawUnsafe(drawUpTo(`${table}_id_seq`, `(SELECT max(id) FROM "${table}")`));
  }
  await db.$executeRawUnsafe(drawUpTo("project_number_seq", "(SELECT count(*) FROM project)"));
}
