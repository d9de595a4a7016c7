/** The cells of a ledger row as fields of a project: what each would set, and what it would say of what stands there. Pure. */
import type { CleanValue, LedgerField, LedgerRow } from "@/server/contracts/import";
import { industryLabel, readIndustry } from "@/server/domain/industries";
import { shortPlace } from "@/server/domain/places";
import type { BasicsField, BasicsPatch } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { canonical } from "@/server/exports/row-keys";
import { industryCodeOf } from "../history/basics-of-row";
import { valuesOf } from "../history/row-values";
import { isPlaceholder } from "../reading/cell-reading";
import { oneLine } from "../reading/clean-text";
import { findNamed, firstUnit, type Named, placeIn } from "../words";
import type { MatchedBy } from "./match-rows";

/** What a row is read with. */
export interface RowScene {
  row: LedgerRow;
  /** Letters of the columns of its table, by field. */
  letters: ReadonlyMap<LedgerField, string>;
  /** What the product wrote: an exported view, or a ledger. Null for a ledger of somebody's own. */
  own: "view" | "ledger" | null;
  by: MatchedBy;
  state: ProjectState;
  chainOf(word: string): number | null;
  unitOf(word: string): number | null;
  places: readonly Named[];
  chainName(id: number | null): string;
  unitName(id: number | null): string;
}

/** One cell, with the fields that it speaks of. */
export interface LedgerCell {
  field: LedgerField;
  cell: string | null;
  raw: string;
  fields: readonly BasicsField[];
  blank: boolean;
  /** What it says, brought to the form in which `shown` tells what stands there. */
  says: string;
  /** What it would set; null where it holds something that cannot be taken. */
  mine: BasicsPatch | null;
  shown: (values: BasicsPatch) => string;
}

interface Found extends CleanValue {
  /** As the file has it, when it is of our own making; as it was cleaned otherwise. */
  words: string;
  blank: boolean;
}

/** Brought to one form, so that a line break or a stroke for "nothing" is no change. */
export const plain = (text: unknown): string => {
  const line = oneLine(canonical(text === null || text === undefined ? "" : String(text)));
  return isPlaceholder(line) ? "" : line;
};
const close = (text: unknown): string => plain(text).replace(/\s/g, "");

/** The cell of a field in its own column; null where the ledger has no such column. */
export function cellFor({ row, letters, own }: RowScene, field: LedgerField): Found | null {
  const letter = letters.get(field);
  if (letter === undefined) return null;
  const value = row.values.findLast((v) => v.field === field && v.cell?.replace(/\d+$/, "") === letter) ?? {
    ...{ field, cell: `${letter}${row.row}`, raw: "", value: null, note: null },
  };
  const blank = value.value === null && isPlaceholder(value.raw);
  return { ...value, blank, words: own ? canonical(value.raw) : String(value.value ?? "") };
}

interface Meaning {
  /** What an emptied cell sets. */
  empty: unknown;
  /** Null where the cell holds something that cannot be taken. */
  read: unknown;
  says: string;
  shown: (value: unknown) => string;
}

function single(
  scene: RowScene,
  field: LedgerField,
  one: BasicsField,
  mean: (found: Found) => Meaning,
): LedgerCell[] {
  const found = cellFor(scene, field);
  if (!found) return [];
  const { cell, raw, blank } = found;
  const { empty, read, says, shown } = mean(found);
  const set = blank ? empty : read;
  const mine = set === null && !blank ? null : ({ [one]: set } as BasicsPatch);
  return [
    { ...{ field, cell, raw, blank, mine, fields: [one] }, says, shown: (values) => shown(values[one]) },
  ];
}

const asWritten = (value: unknown): string => String(value ?? "");

const text = (scene: RowScene, field: LedgerField, one: BasicsField, empty: "" | null = "") =>
  single(scene, field, one, ({ words }) => ({ empty, read: words, says: plain(words), shown: plain }));

const amount = (scene: RowScene, field: LedgerField, one: BasicsField) =>
  single(scene, field, one, ({ value, words }) => {
    const read = typeof value === "number" ? value : null;
    return { empty: null, read, says: read === null ? plain(words) : String(read), shown: asWritten };
  });

const day = (scene: RowScene, field: LedgerField, one: BasicsField) =>
  single(scene, field, one, ({ words }) => {
    const read = valuesOf(scene.row).day(field);
    return { empty: null, read, says: read ?? plain(words), shown: asWritten };
  });

/** A word that leads to something that exists. */
const named = (
  scene: RowScene,
  field: LedgerField,
  one: BasicsField,
  idOf: (word: string) => number | null,
  nameOf: (id: number | null) => string,
) =>
  single(scene, field, one, ({ value, words }) => {
    const read = idOf(asWritten(value));
    const shown = (id: unknown) => plain(nameOf(id as number | null));
    return { empty: null, read, says: read === null ? plain(words) : shown(read), shown };
  });

const industry = (scene: RowScene) =>
  single(scene, "industry", "industryCode", ({ words }) => {
    const code = industryCodeOf(words) ?? readIndustry(words.split(/[\s、]/)[0] ?? "")?.code ?? null;
    const shown = (value: unknown) => plain(value ? industryLabel(String(value)) : "");
    return { empty: null, read: code, says: code === null ? plain(words) : shown(code), shown };
  });

/** 街道/园区 and address stand in one cell, as the exported ledger writes them. */
function place(scene: RowScene): LedgerCell[] {
  const found = cellFor(scene, "place");
  if (!found) return [];
  const { cell, raw, words, blank } = found;
  const street = placeIn(words, scene.places);
  const rest = street && words.startsWith(`${street.name} `) ? words.slice(street.name.length + 1) : words;
  const mine: BasicsPatch = {
    address: street && rest === street.name ? "" : rest,
    ...(street ? { streetUnitId: street.id } : {}),
  };
  const shown = ({ address = "", streetUnitId = null }: BasicsPatch) => {
    const name = scene.unitName(streetUnitId);
    return close(address.startsWith(name) ? address : `${name}${address}`);
  };
  return [
    {
      field: "place",
      cell,
      raw,
      blank,
      mine,
      fields: ["address", "streetUnitId"],
      says: close(words),
      shown,
    },
  ];
}

/** Province and city, in one cell or in two. */
function origin(scene: RowScene): LedgerCell[] {
  const [found, second] = [cellFor(scene, "province"), cellFor(scene, "city")];
  if (!found) return [];
  const { cell, raw, words, blank } = found;
  const { province, city } = scene.row.project;
  const read: BasicsPatch = {
    originProvince: province ?? "",
    ...(city === null ? {} : { originCity: city }),
  };
  const mine = blank ? { originProvince: "", originCity: "" } : found.value === null ? null : read;
  const parts = [...words.split(/\s+/), ...(second ? [second.words] : [])];
  const says = [...new Set(parts.map((part) => shortPlace(plain(part))))].join("");
  const shown = ({ originProvince = "", originCity = "" }: BasicsPatch) =>
    [...new Set([shortPlace(plain(originProvince)), shortPlace(plain(originCity))])].join("");
  return [
    { field: "province", cell, raw, blank, mine, fields: ["originProvince", "originCity"], says, shown },
  ];
}

const LAND_MODES = ["出让", "租赁厂房", "租赁楼宇", "租赁", "划拨", "自有", "无需用地"];

function land(scene: RowScene): LedgerCell[] {
  const found = cellFor(scene, "land");
  if (!found) return [];
  const { cell, raw, words, blank } = found;
  const mode = LAND_MODES.find((one) => words.includes(one));
  const area = /(\d+(?:\.\d{1,2})?)\s*亩/.exec(words)?.[1];
  const read: BasicsPatch = {
    ...(mode === undefined ? {} : { landMode: mode }),
    ...(area === undefined ? {} : { landAreaCentiMu: Math.round(Number(area) * 100) }),
  };
  const empty: BasicsPatch = { landMode: "", landAreaCentiMu: null };
  const mine = blank ? empty : Object.keys(read).length === 0 ? null : read;
  const shown = ({ landMode = "", landAreaCentiMu = null }: BasicsPatch) =>
    close(`${landMode}${landAreaCentiMu ? `${landAreaCentiMu / 100}亩` : ""}`);
  return [
    {
      field: "land",
      cell,
      raw,
      blank,
      mine,
      fields: ["landMode", "landAreaCentiMu"],
      says: close(words),
      shown,
    },
  ];
}

/** An amount without an agreement is an intention; a ledger shows it in the same column, an exported view does not. */
function total(scene: RowScene): LedgerCell[] {
  const { own, state } = scene;
  if (own === "view") return amount(scene, "total", "plannedTotalFen");
  const agreed = state.milestones.framework ?? state.milestones.contract;
  const planned = state.basics.plannedTotalFen !== null || agreed !== undefined;
  return amount(scene, "total", planned ? "plannedTotalFen" : "intendedFen").map((cell) => ({
    ...cell,
    shown: ({ plannedTotalFen, intendedFen }) => asWritten(plannedTotalFen ?? intendedFen),
  }));
}

/** Every cell that may change the project. Contacts, people and investors are changed where they stand. */
export function cellsOf(scene: RowScene): LedgerCell[] {
  const { chainOf, unitOf, chainName, unitName, places } = scene;
  const mayRename = scene.by === "key" || scene.by === "number";
  const streetOf = (word: string) => findNamed(word, places)?.id ?? null;
  return [
    ...(mayRename ? text(scene, "name", "name") : []),
    ...text(scene, "content", "content"),
    ...named(scene, "chain", "chainId", chainOf, chainName),
    ...named(scene, "dept", "leadUnitId", (word) => unitOf(firstUnit(word)), unitName),
    ...named(scene, "street", "streetUnitId", streetOf, unitName),
    ...text(scene, "nature", "nature"),
    ...industry(scene),
    ...text(scene, "investorKind", "investorKind"),
    ...origin(scene),
    ...text(scene, "projectCompany", "companyName"),
    ...text(scene, "projectCode", "projectCode", null),
    ...place(scene),
    ...land(scene),
    ...total(scene),
    ...amount(scene, "intended", "intendedFen"),
    ...amount(scene, "fixed", "plannedFixedFen"),
    ...amount(scene, "outsideAgreed", "agreedOutsideFen"),
    ...amount(scene, "yearPlan", "yearPlanFen"),
    ...day(scene, "plannedStart", "plannedStartOn"),
    ...day(scene, "plannedFinish", "plannedCompletionOn"),
    ...text(scene, "progress", "progress"),
    ...text(scene, "issues", "difficulty"),
    ...text(scene, "nextSteps", "nextStep"),
    ...day(scene, "nextDue", "nextDueOn"),
  ];
}
