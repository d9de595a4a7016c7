/** The rows of a cut before their figures: names, order, people, and which projects belong to each. */
import "server-only";
import type { Cut, RowKind } from "@/server/contracts/statistics";
import { INDUSTRY_SECTIONS } from "@/server/domain/industries";
import type { Day } from "@/server/domain/periods";
import type { Rules } from "@/server/domain/rules";
import { tierName } from "@/server/domain/statistics-columns";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { UNDISCLOSED } from "./cut-keys";

export interface RowFrame {
  key: string;
  name: string;
  kind: RowKind;
  hue: number | null;
  leader: string;
  department: string;
  /** Keys of the cut that belong to the row; `others` stands for every key that no other row claims. */
  keys: readonly string[] | "others" | "all";
  /** Whose targets the row is measured by: a chain, a unit or the district. */
  target: { kind: "chain" | "unit" | "district"; ids: readonly number[] } | null;
}

const bare = { hue: null, leader: "", department: "" };
const TOTAL: RowFrame = {
  ...bare,
  key: "total",
  name: "合计",
  kind: "total",
  keys: "all",
  target: { kind: "district", ids: [0] },
};
const others = (name: string): RowFrame => ({
  ...bare,
  key: "other",
  name,
  kind: "other",
  keys: "others",
  target: null,
});
const group = (
  key: string,
  name: string,
  keys: readonly string[],
  target: RowFrame["target"] = null,
): RowFrame => ({
  ...bare,
  key,
  name,
  kind: "group",
  keys,
  target,
});

interface ChainRow {
  id: number;
  name: string;
  hue: number;
  category: string | null;
  leader: string | null;
  department: string | null;
}

/** Chains with the category, the leader and the lead department in force on `day`. */
const chainsOn = (db: Pick<Database, "$queryRaw">, day: Day): Promise<ChainRow[]> =>
  rowsOf<ChainRow>(
    db,
    sql`SELECT c.id, c.name, c.hue,
        (SELECT g.category FROM chain_category g WHERE g.chain_id = c.id AND g.valid_from <= ${day}::date
          AND (g.valid_to IS NULL OR g.valid_to >= ${day}::date) ORDER BY g.valid_from DESC LIMIT 1) AS category,
        (SELECT string_agg(coalesce(nullif(s.person_name, ''), a.display_name), '、' ORDER BY s.valid_from, s.id) FROM chain_appointment s
          LEFT JOIN account a ON a.id = s.account_id WHERE s.chain_id = c.id AND s.role = 'leader' AND s.valid_from <= ${day}::date
          AND (s.valid_to IS NULL OR s.valid_to >= ${day}::date)) AS leader,
        (SELECT string_agg(u.name, '、' ORDER BY s.valid_from, s.id) FROM chain_appointment s JOIN unit u ON u.id = s.unit_id
          WHERE s.chain_id = c.id AND s.role = 'lead-department' AND s.valid_from <= ${day}::date
          AND (s.valid_to IS NULL OR s.valid_to >= ${day}::date)) AS department
      FROM chain c WHERE c.active ORDER BY c.position, c.id`,
  );

/** The customary order of the two categories; words of a bureau's own follow. */
const CATEGORY_ORDER = ["承接", "创新"];

function chainFrames(chains: readonly ChainRow[]): RowFrame[] {
  const row = (c: ChainRow): RowFrame => ({
    key: String(c.id),
    name: c.name,
    kind: "chain",
    hue: c.hue,
    leader: c.leader ?? "",
    department: c.department ?? "",
    keys: [String(c.id)],
    target: { kind: "chain", ids: [c.id] },
  });
  const found = [...new Set(chains.flatMap((c) => c.category ?? []))];
  const categories = [
    ...CATEGORY_ORDER.filter((c) => found.includes(c)),
    ...found.filter((c) => !CATEGORY_ORDER.includes(c)),
  ];
  const grouped = categories.flatMap((category) => {
    const mine = chains.filter((c) => c.category === category);
    const ids = mine.map((c) => c.id);
    const subtotal: RowFrame = {
      ...bare,
      key: `subtotal:${category}`,
      name: `${category}小计`,
      kind: "subtotal",
      keys: ids.map(String),
      target: { kind: "chain", ids },
    };
    return [...mine.map(row), subtotal];
  });
  return [...grouped, ...chains.filter((c) => c.category === null).map(row), others("其他")];
}

interface UnitRow {
  id: number;
  name: string;
  kind: string;
  active: boolean;
}

/** Units of the fitting kind, and any other unit that figures at all. */
function unitFrames(
  units: readonly UnitRow[],
  kinds: readonly string[],
  present: ReadonlySet<string>,
): RowFrame[] {
  const shown = units.filter((u) => (u.active && kinds.includes(u.kind)) || present.has(String(u.id)));
  return shown.map((u) => group(String(u.id), u.name, [String(u.id)], { kind: "unit", ids: [u.id] }));
}

/** Bands from the largest down; each excludes the others. */
function tierFrames(tiers: readonly number[]): RowFrame[] {
  const short = (fen: number) => tierName(fen).replace("以上", "");
  const bands = tiers.map((tier, i) => {
    const next = tiers[i + 1];
    return group(String(i + 1), next === undefined ? tierName(tier) : `${tierName(tier)}不满${short(next)}`, [
      String(i + 1),
    ]);
  });
  return [...bands.reverse(), group("0", `不满${short(tiers[0] ?? 0)}`, ["0"])];
}

function industryFrames(present: ReadonlySet<string>): RowFrame[] {
  return Object.entries(INDUSTRY_SECTIONS).flatMap(([letter, section]) => {
    const keys = [letter, ...Object.keys(section.divisions)];
    return keys.some((key) => present.has(key)) ? [group(letter, `${letter} ${section.name}`, keys)] : [];
  });
}

/** Rows of a cut in their order, 其他 and 合计 last. `present` are the keys that have figures, the largest first. */
export async function reportFrames(
  db: Pick<Database, "$queryRaw">,
  cut: Cut,
  day: Day,
  rules: Pick<Rules, "tiers">,
  present: readonly string[],
): Promise<RowFrame[]> {
  const keys = new Set(present);
  const sensitive = keys.has(UNDISCLOSED) ? [group(UNDISCLOSED, "敏感（不分列）", [UNDISCLOSED])] : [];
  switch (cut) {
    case "chain":
      return [...chainFrames(await chainsOn(db, day)), TOTAL];
    case "leadUnit":
    case "street": {
      const units = await rowsOf<UnitRow>(
        db,
        sql`SELECT id, name, kind, active FROM unit ORDER BY position, id`,
      );
      const kinds = cut === "street" ? ["street", "park"] : ["department"];
      return [
        ...unitFrames(units, kinds, keys),
        ...sensitive,
        others(cut === "street" ? "未落位" : "未明确"),
        TOTAL,
      ];
    }
    case "province":
      return [
        ...present.filter((key) => key !== "" && key !== UNDISCLOSED).map((key) => group(key, key, [key])),
        ...sensitive,
        others("未填写"),
        TOTAL,
      ];
    case "industry":
      return [...industryFrames(keys), ...sensitive, others("未填写"), TOTAL];
    case "tier":
      return [...tierFrames(rules.tiers), others("未填写"), TOTAL];
  }
}
