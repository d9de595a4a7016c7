/** What the words of each row lead to: ids of chains, units, engines and enterprises. */
import "server-only";
import { judgeUscc } from "@/server/domain/identity";
import { findOrCreateMany, keepableUscc } from "@/server/enterprises";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { activeUnits } from "./active-names";
import type { RowLinks } from "./history/basics-of-row";
import { valuesOf } from "./history/row-values";
import type { RowDetail } from "./merging/judge-rows";
import type { MadeNames } from "./new-names";
import { findNamed, firstUnit, type Named, placeIn } from "./words";

interface Investor {
  name: string;
  uscc: string | null;
  usccReason: string;
  province: string;
  city: string;
  kind: string;
}

const investor = (
  name: string | null,
  rawUscc: string | null,
  place: { province: string | null; city: string | null; kind: string },
): Investor | null => {
  if (name === null || name.trim() === "") return null;
  const uscc = keepableUscc(rawUscc);
  const usccReason = uscc !== null && judgeUscc(uscc) !== "valid" ? "台账原样导入，校验位不符，待核实" : "";
  return { name, uscc, usccReason, province: place.province ?? "", city: place.city ?? "", kind: place.kind };
};

/** The first investor of a row, then the further ones. */
const investorsOf = ({ row }: RowDetail): (Investor | null)[] => [
  investor(row.project.company, row.project.uscc, {
    ...row.project,
    kind: valuesOf(row).text("investorKind"),
  }),
  ...row.otherInvestors.map((o) =>
    investor(o.company, o.uscc, { province: o.province, city: null, kind: "" }),
  ),
];

async function enterprisesOf(
  db: Database,
  rows: readonly RowDetail[],
): Promise<{ idsOf: (number | null)[][]; created: number }> {
  const wanted = rows.map(investorsOf);
  const given = wanted.flat().filter((i) => i !== null);
  const { ids, created } = await findOrCreateMany(db, given);
  const idOf = new Map(given.map((identity, i) => [identity, ids[i] ?? null]));
  return { idsOf: wanted.map((row) => row.map((i) => (i === null ? null : (idOf.get(i) ?? null)))), created };
}

const enginesIn = (text: string, engines: readonly Named[]): number[] =>
  text === "" ? [] : engines.filter((e) => text.includes(e.name)).map((e) => e.id);

/** Links in the order of the rows. `fallbackUnitId` answers for projects whose reporter is no unit of the bureau. */
export async function linkRows(
  db: Database,
  rows: readonly RowDetail[],
  names: MadeNames,
  fallbackUnitId: number | null,
): Promise<{ links: RowLinks[]; enterprises: number }> {
  const { idsOf, created } = await enterprisesOf(db, rows);
  const units = await activeUnits(db);
  const places = units.filter((u) => u.kind === "street" || u.kind === "park");
  const engines = await rowsOf<Named>(db, sql`SELECT id, name FROM engine WHERE active`);
  const links = rows.map((detail, i): RowLinks => {
    const { project } = detail.row;
    const values = valuesOf(detail.row);
    const [investorId = null, ...others] = idsOf[i] ?? [];
    const leadUnitId = names.units.get(firstUnit(project.dept)) ?? null;
    // A section of the bureau that the row names answers for the project, so that its head finds it.
    const section = units.find((u) => u.id === leadUnitId && u.kind === "section");
    const reporting = project.officer ? findNamed(project.officer, units) : null;
    return {
      chainId: project.chain === null ? null : (names.chains.get(project.chain) ?? null),
      leadUnitId,
      reportingUnitId: reporting?.id ?? null,
      streetUnitId: placeIn(values.text("place"), places)?.id ?? null,
      ownerUnitId: reporting?.id ?? section?.id ?? fallbackUnitId,
      investorId,
      investorUscc: keepableUscc(project.uscc),
      engineIds: enginesIn(values.text("engine"), engines),
      otherInvestorIds: others.filter((id) => id !== null),
    };
  });
  return { links, enterprises: created };
}
