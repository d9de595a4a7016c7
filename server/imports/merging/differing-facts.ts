/**
 * Milestones and money of a project that is known already are facts with papers: a ledger does not write over them. Where
 * it says something else, it is told so at its cell. Pure.
 */
import type { ImportProblem, LedgerField } from "@/server/contracts/import";
import { type Fen, formatFen } from "@/server/domain/amounts";
import type { Milestone } from "@/server/domain/milestones";
import { valuesOf } from "../history/row-values";
import { cellFor, type RowScene } from "./ledger-cells";

/** Every sum that was once right at the end of some month: a sheet speaks of the month in which it was written. */
export interface RunningSums {
  /** 省外 and all that arrived, this year; all that arrived ever. */
  arrivedYear: ReadonlySet<Fen>;
  arrived: ReadonlySet<Fen>;
  investedYear: ReadonlySet<Fen>;
  invested: ReadonlySet<Fen>;
}

const SUMS: readonly [LedgerField, string, (keyof RunningSums)[]][] = [
  ["arrived", "到位资金", ["arrivedYear", "arrived"]],
  ["arrivedCumulative", "累计到位资金", ["arrived"]],
  ["fai", "完成固投", ["investedYear", "invested"]],
  ["faiCumulative", "累计完成固投", ["invested"]],
];

const DAYS: readonly [LedgerField, string, Milestone[]][] = [
  ["signDate", "签约日期", ["contract", "framework"]],
  ["frameworkDate", "框架协议签订日期", ["framework"]],
  ["formalDate", "正式合同签订日期", ["contract"]],
  ["registerDate", "注册日期", ["registration"]],
  ["fileDate", "备案日期", ["filing"]],
  ["startDate", "实际开工", ["start"]],
  ["finishDate", "实际竣工", ["completion"]],
  ["productionDate", "投产日期", ["production"]],
];

const told = ({ row }: RowScene, cell: string | null, message: string): ImportProblem => ({
  ...{ sheet: row.sheet, row: row.row, cell, kind: "differs", severity: "warning", message },
});

const wan = (fen: Fen): string => `${formatFen(fen, "wan", 6).replace(/\.?0+$/, "")} 万元`;

function differingSums(scene: RowScene, sums: RunningSums): ImportProblem[] {
  return SUMS.flatMap(([field, word, among]) => {
    const found = cellFor(scene, field);
    if (typeof found?.value !== "number") return [];
    const fen = found.value;
    if (fen === 0 || among.some((one) => sums[one].has(fen))) return [];
    const stands = Math.max(0, ...(among[0] ? sums[among[0]] : []));
    const message = `${word}与库中不同：库中 ${wan(stands)}，表中 ${wan(fen)}；请在台账中补报或冲减，导入不会改动。`;
    return [told(scene, found.cell, message)];
  });
}

function differingDays(scene: RowScene): ImportProblem[] {
  const { milestones } = scene.state;
  const values = valuesOf(scene.row);
  return DAYS.flatMap(([field, word, among]) => {
    const found = cellFor(scene, field);
    const day = values.day(field);
    if (!found || day === null) return [];
    const stand = among.flatMap((one) => {
      const m = milestones[one];
      return m?.status === "approved" && m.occurredOn ? [m.occurredOn] : [];
    });
    if (stand.includes(day)) return [];
    const message = `${word}与库中不同：库中${stand[0] ? ` ${stand[0]}` : "没有"}，表中 ${day}；请在项目页办理该节点，导入不会改动。`;
    return [told(scene, found.cell, message)];
  });
}

function differingEntry(scene: RowScene): ImportProblem[] {
  const found = cellFor(scene, "statisticsMonth");
  const [, year, month] = /(\d{4})\D{1,2}(\d{1,2})/.exec(found?.words ?? "") ?? [];
  if (!found || year === undefined) return [];
  const said = Number(year) * 100 + Number(month);
  const entry = scene.state.milestones.statistics;
  const stands = entry?.status === "approved" ? entry.statMonth : null;
  if (stands === said || entry?.occurredOn?.startsWith(`${year}-${String(month).padStart(2, "0")}`))
    return [];
  const message = `纳统月份与库中不同：库中${stands === null ? "没有" : ` ${stands}`}，表中 ${said}；请在项目页办理该节点，导入不会改动。`;
  return [told(scene, found.cell, message)];
}

export const differingFacts = (scene: RowScene, sums: RunningSums): ImportProblem[] => [
  ...differingDays(scene),
  ...differingEntry(scene),
  ...differingSums(scene, sums),
];
