/** Settings, targets and exchange rates of the demo district. */
import { FEN_PER_WAN, FEN_PER_YI } from "@/server/domain/amounts";
import {
  addMonths,
  type Day,
  monthNumberOf,
  monthOfDay,
  type StatMonth,
  statMonth,
  yearOf,
} from "@/server/domain/periods";
import { type Rules, startingRules } from "@/server/domain/rules";
import {
  isAmountIndicator,
  TARGET_INDICATOR_NAMES,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { CHAINS } from "./bureau-chains";
import { UNITS, unitNamed } from "./bureau-people";

/** Rules hold from long before the first project, so that imported history meets them too. */
const IN_FORCE_SINCE: Day = "2000-01-01";

const DEMO_DISTRICT: Rules["district"] = {
  name: "建华区",
  code: "230203",
  bureau: "投资促进局",
  homeProvince: "黑龙江省",
  homeCity: "齐齐哈尔市",
};

export const startingSettings = () =>
  Object.entries({ ...startingRules, district: DEMO_DISTRICT }).map(([key, value]) => ({
    key,
    value,
    effectiveFrom: IN_FORCE_SINCE,
  }));

/** Fen per unit at the beginning of 2024, and the yearly drift. */
const RATES: Record<string, readonly [fen: number, drift: number]> = {
  USD: [712, -2.5],
  EUR: [776, 6],
  HKD: [91, -0.3],
};

/** Monthly rate in fen per unit × 10^6; a slow drift with a small wave, never a constant. */
export function rateMicro(currency: string, month: StatMonth): number {
  const line = RATES[currency];
  if (!line) return 100 * 1e6;
  const elapsed = (yearOf(month) - 2024) * 12 + monthNumberOf(month) - 1;
  return (
    Math.round((line[0] + (line[1] * elapsed) / 12 + line[0] * 0.008 * Math.sin(elapsed * 1.1)) * 1e4) * 100
  );
}

function exchangeRates(from: StatMonth, to: StatMonth) {
  const rows: { currency: string; month: StatMonth; rateMicro: number; source: string }[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) {
    for (const currency of Object.keys(RATES))
      rows.push({ currency, month, rateMicro: rateMicro(currency, month), source: "当月中间价均值（演示）" });
  }
  return rows;
}

export interface Target {
  year: number;
  span: "year" | "second-half";
  kind: "annual" | "strive";
  scopeKind: "district" | "chain" | "unit";
  scopeId: number;
  indicator: TargetIndicator;
  value: number;
}

/** The district's annual targets for 300 projects in three years; amounts in 亿元. */
const DISTRICT: Record<TargetIndicator, number> = {
  signedCount: 62,
  signedFen: 76,
  outsideFen: 46,
  startCount: 46,
  investmentFen: 34,
};
const CHAIN_SHARES = [0.28, 0.13, 0.1, 0.17, 0.15, 0.05, 0.08];
/** What the lead departments carry beside the chains: 发改 and 农业农村. */
const OTHER_SHARE = 0.04;
const SECOND_HALF = 0.58;

const targetValue = (indicator: TargetIndicator, share: number): number =>
  isAmountIndicator(indicator)
    ? Math.max(1, Math.round((DISTRICT[indicator] * share * FEN_PER_YI) / FEN_PER_WAN / 500)) *
      500 *
      FEN_PER_WAN
    : Math.max(1, Math.round(DISTRICT[indicator] * share));

const DEPARTMENT_CHAINS: Record<string, number[]> = {
  区工信局: [1],
  区文旅局: [2, 4],
  区商务局: [3, 5],
  区教育局: [6],
  区卫健局: [7],
  区发改局: [],
  区农业农村局: [],
};

function scopes(): { scopeKind: Target["scopeKind"]; scopeId: number; share: number }[] {
  const departments = UNITS.filter((u) => u.kind === "department").map((unit) => {
    const chains = DEPARTMENT_CHAINS[unit.name] ?? [];
    const share = chains.reduce((sum, id) => sum + (CHAIN_SHARES[id - 1] ?? 0), 0) || OTHER_SHARE / 2;
    return { scopeKind: "unit" as const, scopeId: unitNamed(unit.name).id, share };
  });
  const chains = CHAINS.map((c, i) => ({
    scopeKind: "chain" as const,
    scopeId: c.id,
    share: CHAIN_SHARES[i] ?? 0,
  }));
  return [{ scopeKind: "district", scopeId: 0, share: 1 }, ...chains, ...departments];
}

/** Annual targets of each year, growing by 8 %, and 力争 targets of the second half for signing and starting. */
export function targets(years: readonly number[], scale: number): Target[] {
  return years.flatMap((year, y) => {
    const growth = scale * 1.08 ** (y - (years.length - 1));
    return scopes().flatMap(({ scopeKind, scopeId, share }) => {
      const annual = TARGET_INDICATOR_NAMES.map(
        (indicator): Target => ({
          year,
          span: "year",
          kind: "annual",
          scopeKind,
          scopeId,
          indicator,
          value: targetValue(indicator, share * growth),
        }),
      );
      const strive = (["signedCount", "signedFen", "startCount", "investmentFen"] as const).map(
        (indicator): Target => ({
          year,
          span: "second-half",
          kind: "strive",
          scopeKind,
          scopeId,
          indicator,
          value: targetValue(indicator, share * growth * SECOND_HALF),
        }),
      );
      return [...annual, ...strive];
    });
  });
}

export const ratesFrom = (firstYear: number, today: Day) =>
  exchangeRates(statMonth(firstYear - 1, 1), monthOfDay(today));
