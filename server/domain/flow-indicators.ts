/** 口径 of 阶段流转: what stands in each column, with an example that its own rule works out. */
import { FEN_PER_WAN } from "./amounts";
import { figureWords } from "./indicator-examples";
import type { Indicator } from "./indicators";
import { FLOW_COLUMN_NAMES, FLOW_COLUMNS, type FlowColumn, flowLines, type Move } from "./stage-flow";

const DEFINITIONS: Record<FlowColumn, string> = {
  opening: "期初当日结束时在册的项目，按当时的阶段和产业链；终止、流失、撤销的不在册，搁置的单列。",
  added: "期初不在册、期末在册的项目，计在期末所处的阶段，金额按期末。",
  arrived: "期初在其他阶段、期末在本阶段的项目，金额按期初。",
  movedIn: "期初在其他产业链、期末在本链本阶段的项目，金额按期末；看全区时没有。",
  passed: "期初在本阶段、期末在其他阶段的项目，金额按期初。",
  ended: "期初在册、期末已终止、流失或撤销的项目，计在期初所处的阶段，金额按期初。",
  movedOut: "期初在本链本阶段、期末在其他产业链的项目，金额按期初；看全区时没有。",
  revalued: "期初、期末都在册的项目，期末金额减期初金额之和；不计个数。",
  closing: "期末当日结束时在册的项目，按当时的阶段和产业链。",
};

const wan = (amount: number): number => amount * FEN_PER_WAN;
const move = (from: Move["from"], to: Move["to"], first: number, last: number, elsewhere = false): Move => ({
  ...{ from, to, elsewhere, count: 1 },
  fromFen: wan(first),
  toFen: wan(last),
});
/** One project each way, seen from 正式签约. */
const MOVES: readonly Move[] = [
  move("signed", "signed", 5000, 6000),
  move("framework", "signed", 3000, 3500),
  move("signed", "started", 2000, 2200),
  move("signed", null, 900, 0),
  move("signed", null, 700, 0, true),
  move(null, "signed", 0, 1000),
  move(null, "signed", 0, 400, true),
];
const GIVEN = [
  "正式签约仍在本阶段 1个 5000→6000万元",
  "框架协议→正式签约 1个 3000→3500万元",
  "正式签约→开工在建 1个 2000→2200万元",
  "正式签约后终止 1个 900万元",
  "调出他链 1个 700万元",
  "新签约 1个 1000万元",
  "他链调入 1个 400万元",
];

function resultOf(column: FlowColumn): string {
  const line = flowLines(MOVES).find(({ stage }) => stage === "signed");
  if (!line) throw new Error("no line of 正式签约");
  const { count, fen } = line.cells[column];
  const amount = figureWords("amount", fen);
  return column === "revalued" ? amount : `${figureWords("count", count)}，${amount}`;
}

export const flowAnchor = (column: FlowColumn): string => `flow-${column}`;

export const ofFlow = (): Indicator[] =>
  FLOW_COLUMN_NAMES.map((column) => ({
    anchor: flowAnchor(column),
    group: "阶段流转",
    name: FLOW_COLUMNS[column],
    unit: column === "revalued" ? "万元" : "个、万元",
    definition: DEFINITIONS[column],
    source: "项目的阶段、产业链和金额，按当日结束时已知",
    date: "审核、更正、撤销记入的时刻",
    filters: "金额为计划总投资，没有的用意向投资额；敏感线索计个数，不计金额",
    nature: column === "opening" || column === "closing" ? "stock" : "flow",
    nesting: "期初＋新增＋其他阶段转入＋他链调入－转入其他阶段－终止流失撤销－调出他链＋金额变动＝期末",
    empty: "没有项目的记0",
    settings: [],
    example: { given: GIVEN, result: resultOf(column) },
  }));
