/** 到位资金明细: each row as a row of the ledger, by the ledger's own rules; what stands there already, and what it refuses. */
import "server-only";
import type { DetailField } from "@/server/contracts/detail-fields";
import type { ArrivalReading, DetailRow } from "@/server/contracts/import-details";
import { arrivalInput, sourcePlaceOf } from "@/server/contracts/ledger";
import type { Day } from "@/server/domain/periods";
import { originOf } from "@/server/domain/places";
import type { ArrivalRow } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import {
  type ArrivalGiven,
  arrivalRow,
  noRate,
  ratesFor,
  type TakenVoucher,
  takenVouchers,
} from "@/server/ledger/arrival-rows";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { voucherKeyOf } from "@/server/record/save-entries";
import { NO_STAT_MONTH } from "../history/imported-time";
import { AlikeArrivals, plainKey } from "./alike-arrivals";
import { type DetailScene, type MatchedDetail, saidOf, stays, type Verdict } from "./judged";
import { planOf } from "./plan-entry";

/** Where the words of the ledger's form stand in a sheet. */
const CELL_OF: Record<string, DetailField> = {
  arrivedOn: "arrivedOn",
  payerName: "payer",
  sourceProvince: "place",
  currency: "currency",
  originalCents: "amount",
  amountFen: "amount",
  voucherKind: "voucherKind",
  voucherNumber: "voucherNumber",
  note: "note",
};

const OTHER_COUNTRY = "其他国家和地区";

/** Where the money is from: as the sheet says, else by the investor's own place where that fits the side it names. */
function sourceOf(
  row: ArrivalDetail,
  project: ProjectState,
  home: string,
): { place: string | null; assumed: string } {
  const { place, scope } = row.reading;
  if (place !== null) return { place, assumed: "" };
  const origin = sourcePlaceOf(project.basics.originProvince);
  const side =
    origin === null
      ? null
      : originOf(origin) !== "mainland"
        ? "foreign"
        : origin === home
          ? "inside"
          : "outside";
  if (scope === "inside") return { place: home, assumed: "" };
  if (origin !== null && (scope === null || side === scope))
    return { place: origin, assumed: `来源地没有写明，按投资方所在地计为${origin}。` };
  if (scope === "foreign")
    return { place: OTHER_COUNTRY, assumed: `只写了境外，来源地计为${OTHER_COUNTRY}。` };
  return { place: null, assumed: "" };
}

type ArrivalDetail = DetailRow<ArrivalReading>;
type MatchedArrival = MatchedDetail<ArrivalReading>;

interface Given {
  given: ArrivalGiven | null;
  verdict: Verdict | null;
  problems: Verdict["problems"];
}

function givenOf({ row, project }: MatchedArrival, { rules }: DetailScene): Given {
  const { reading } = row;
  const { place, assumed } = sourceOf(row, project, rules.district.homeProvince);
  if (place === null) {
    const message = "没有写明来源地省份，投资方所在地也推断不出，请补上省份（如 江苏）或国家。";
    return {
      given: null,
      verdict: stays("failed", saidOf(row, "origin-unknown", "error", message, "place")),
      problems: [],
    };
  }
  const { arrivedOn, payerName, originalCents, currency, useKind, voucherKind, voucherNumber, note } =
    reading;
  const parsed = arrivalInput.safeParse({
    ...{ projectId: project.id, arrivedOn, payerName, originalCents, currency, useKind, note },
    ...{ sourceProvince: place, voucherKind, voucherNumber },
  });
  const problems = assumed === "" ? [] : [saidOf(row, "place-assumed", "warning", assumed, "place")];
  if (parsed.success) return { given: parsed.data, verdict: null, problems };
  const wrong = parsed.error.issues.map(({ path, message }) =>
    saidOf(row, "entry-refused", "error", message, CELL_OF[String(path[0])]),
  );
  return { given: null, verdict: stays("failed", ...wrong), problems };
}

interface Opening {
  projectId: number;
  arrivedOn: Day;
  allBefore: boolean;
}

/** Sums that a ledger brought in: they hold what arrived in their year up to their day, or all of earlier years. */
const openingsOf = (db: Database, projectIds: readonly number[]): Promise<Opening[]> =>
  rowsOf<Opening>(
    db,
    sql`SELECT project_id AS "projectId", arrived_on::text AS "arrivedOn", (stat_month = ${NO_STAT_MONTH}) AS "allBefore"
      FROM arrival WHERE opening AND voided_at IS NULL AND project_id = ANY(${[...projectIds]})`,
  );

const covers = (opening: Opening, projectId: number, day: Day): boolean =>
  opening.projectId === projectId &&
  day <= opening.arrivedOn &&
  (opening.allBefore || opening.arrivedOn.slice(0, 4) === day.slice(0, 4));

interface Standing {
  vouchers: Map<string, TakenVoucher>;
  alike: AlikeArrivals;
  openings: Opening[];
  /** Keys of the rows further up in the same sheets. */
  before: Map<string, DetailRow>;
}

const shown = (row: DetailRow, from: DetailRow) =>
  row.sheet === from.sheet ? `第 ${row.row} 行` : `工作表“${row.sheet}”第 ${row.row} 行`;

/** What stands already, in the ledger or further up; null when the row is new. */
function standing(
  { row, project, anyway }: MatchedArrival,
  entry: ArrivalRow,
  there: Standing,
): Verdict | null {
  const voucher = voucherKeyOf(entry);
  const key = voucher ?? plainKey(project.id, entry);
  const twin = there.before.get(key);
  there.before.set(key, twin ?? row);
  const used = (message: string) =>
    stays("duplicate", saidOf(row, "voucher-used", "warning", message, voucher ? "voucherNumber" : "amount"));
  const taken = voucher === null ? undefined : there.vouchers.get(voucher);
  const again = voucher === null && twin === undefined && there.alike.holds(project.id, entry);
  if (taken?.project_id === project.id || again) return stays("unchanged");
  if (taken) {
    const where = taken.visible ? `：${taken.name}，${taken.arrived_on}` : "";
    return used(`该凭证（号、日期、金额）已登记在别的项目${where}，不再录入。`);
  }
  if (twin)
    return used(
      `与${shown(twin, row)}是同一笔（${voucher ? "凭证号、日期、金额" : "项目、日期、金额、付款方"}相同），只录入一次。`,
    );
  const alike = there.alike.whyAlike(project.id, entry);
  if (!anyway && alike)
    return stays(
      "covered",
      saidOf(row, "looks-entered", "warning", `${alike}；确认不是请选“仍要录入”。`, "amount"),
    );
  there.alike.add(project.id, entry);
  if (!anyway && there.openings.some((o) => covers(o, project.id, entry.arrivedOn)))
    return stays(
      "covered",
      saidOf(
        row,
        "opening-covers",
        "warning",
        "项目台账导入的期初数已含这一天之前的到位，录入会重复计算；确认不重复请选“仍要录入”。",
        "arrivedOn",
      ),
    );
  return null;
}

export async function judgeArrivals(scene: DetailScene, rows: readonly MatchedArrival[]): Promise<Verdict[]> {
  const given = rows.map((row) => givenOf(row, scene));
  const rates = await ratesFor(
    scene.db,
    given.flatMap((one) => one.given ?? []),
  );
  const home = scene.rules.district.homeProvince;
  const built = given.map((one) => (one.given === null ? null : arrivalRow(one.given, rates, home)));
  const projectIds = [...new Set(rows.map(({ project }) => project.id))];
  const there: Standing = {
    vouchers: await takenVouchers(scene.db, scene.actor, built),
    alike: await AlikeArrivals.of(scene.db, projectIds),
    openings: await openingsOf(scene.db, projectIds),
    before: new Map(),
  };
  return rows.map((one, i): Verdict => {
    const { given: mine = null, verdict = null, problems = [] } = given[i] ?? {};
    if (mine === null) return verdict ?? stays("failed");
    const entry = built[i];
    if (!entry) {
      const { message } = noRate(mine);
      return stays("failed", saidOf(one.row, "foreign-currency", "error", message, "currency"));
    }
    const found =
      standing(one, entry, there) ??
      planOf(scene, one, { ledger: "arrival", row: entry, submit: entry.voucherNumber !== "" }, CELL_OF);
    return { ...found, problems: [...problems, ...found.problems] };
  });
}
