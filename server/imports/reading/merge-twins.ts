/**
 * One project on two rows, as when a sheet of signed projects is followed by one of started projects: the second row is
 * left out, and what only it knows (the start, money, a further stage) goes into the first.
 */
import type { LedgerProject, LedgerRow } from "@/server/contracts/import";
import { isOffRamp, stageRank } from "./clean-words";
import { wanOf } from "./row-money";

const WORDS: [
  keyof LedgerProject & ("signDate" | "startDate" | "agreement" | "progress" | "dept" | "officer"),
  string,
][] = [
  ["signDate", "签约日期"],
  ["startDate", "开工日期"],
  ["agreement", "签约类型"],
  ["progress", "进展"],
  ["dept", "主办部门"],
  ["officer", "首报单位"],
];

function mergeWords(kept: LedgerProject, other: LedgerProject): string[] {
  return WORDS.flatMap(([field, word]) => {
    if (kept[field] !== null || other[field] === null) return [];
    Object.assign(kept, { [field]: other[field] });
    return [word];
  });
}

function mergeStage(kept: LedgerProject, other: LedgerProject): string[] {
  const further = stageRank(other.stage) > stageRank(kept.stage);
  if (!further || isOffRamp(other.stage) || isOffRamp(kept.stage)) return [];
  kept.stage = other.stage;
  return ["阶段"];
}

function mergeMoney(kept: LedgerRow, other: LedgerRow): string[] {
  const taken: string[] = [];
  const [mine, its] = [kept.amounts, other.amounts];
  if (mine.arrivedFen === 0 && its.arrivedFen !== 0) {
    mine.arrivedFen = its.arrivedFen;
    kept.arrivedOutsideFen = other.arrivedOutsideFen;
    taken.push("到位资金");
  }
  if (mine.faiFen === 0 && its.faiFen !== 0) {
    mine.faiFen = its.faiFen;
    taken.push("完成固投");
  }
  if (mine.fixedFen === null && its.fixedFen !== null) {
    mine.fixedFen = its.fixedFen;
    taken.push("固定资产投资");
  }
  if (mine.fixedFen !== null) kept.project.fixedWan = wanOf(mine.fixedFen);
  kept.project.arrivedWan = wanOf(mine.arrivedFen);
  kept.project.faiWan = wanOf(mine.faiFen);
  return taken;
}

/** Money that both rows hold and that differs: the first row's counts, and the second is told of. */
function contradictions(kept: LedgerRow, other: LedgerRow): string[] {
  const differs = (mine: number, its: number) => mine !== 0 && its !== 0 && mine !== its;
  return [
    ...(differs(kept.amounts.arrivedFen, other.amounts.arrivedFen) ? ["到位资金"] : []),
    ...(differs(kept.amounts.faiFen, other.amounts.faiFen) ? ["完成固投"] : []),
  ];
}

/** Takes into `kept` what only `other` says; returns a sentence about it, or nothing. */
export function mergeTwin(kept: LedgerRow, other: LedgerRow): string {
  const differing = contradictions(kept, other);
  kept.years.sign ??= other.years.sign;
  kept.years.start ??= other.years.start;
  const taken = [
    ...mergeWords(kept.project, other.project),
    ...mergeStage(kept.project, other.project),
    ...mergeMoney(kept, other),
  ];
  const held = new Set(kept.values.filter(({ value }) => value !== null).map(({ field }) => field));
  for (const value of other.values) {
    if (value.value === null || held.has(value.field)) continue;
    kept.values.push({ ...value, cell: null, note: `取自工作表“${other.sheet}”第 ${other.row} 行` });
  }
  return [
    taken.length > 0 ? `这一行的${taken.join("、")}已并入。` : "",
    differing.length > 0 ? `两行的${differing.join("、")}不同，以前一行为准，请核对。` : "",
  ].join("");
}
