/**
 * 阶段存量与流量: how many projects, and what they come to, stood at a stage on one day and on another, and what moved in
 * between. Every project is in one cell of a table from → to, so 期初 + 进入 − 离开 + 金额变动 = 期末 holds for each stage.
 */
import type { Milestone } from "./milestones";

/** Where a project on the books stands; what ended, was lost or taken back is in none. */
export const FLOW_STAGES = {
  lead: "线索",
  negotiation: "在谈",
  framework: "框架协议",
  signed: "正式签约",
  started: "开工在建",
  done: "竣工投产",
  held: "搁置",
} as const;
export type FlowStage = keyof typeof FLOW_STAGES;
export const FLOW_STAGE_NAMES = Object.keys(FLOW_STAGES) as [FlowStage, ...FlowStage[]];

/** Milestones that stand for each stage. */
export const MILESTONES_OF: Record<Exclude<FlowStage, "held">, readonly Milestone[]> = {
  lead: ["lead"],
  negotiation: ["negotiation"],
  framework: ["framework"],
  signed: ["contract", "registration", "filing", "land"],
  started: ["start", "statistics", "building"],
  done: ["completion", "production", "full-capacity"],
};

/** Projects that went the same way. Null: not on the books, or in another chain than the one looked at. */
export interface Move {
  from: FlowStage | null;
  to: FlowStage | null;
  /** It was, or is, on the books of another chain: it did not come or go, it was moved. */
  elsewhere: boolean;
  count: number;
  /** What they came to at first and in the end, in fen; 0 on the side where they do not stand. */
  fromFen: number;
  toFen: number;
}

export const FLOW_COLUMNS = {
  opening: "期初",
  added: "新增",
  arrived: "其他阶段转入",
  movedIn: "他链调入",
  passed: "转入其他阶段",
  ended: "终止流失撤销",
  movedOut: "调出他链",
  revalued: "金额变动",
  closing: "期末",
} as const;
export type FlowColumn = keyof typeof FLOW_COLUMNS;
export const FLOW_COLUMN_NAMES = Object.keys(FLOW_COLUMNS) as [FlowColumn, ...FlowColumn[]];

export interface FlowCell {
  count: number;
  fen: number;
}
export interface FlowLine {
  stage: FlowStage;
  cells: Record<FlowColumn, FlowCell>;
}

/** The cells of a stage that a move belongs to. */
export function columnsOf(move: Pick<Move, "from" | "to" | "elsewhere">, stage: FlowStage): FlowColumn[] {
  const { from, to, elsewhere } = move;
  if (from === stage && to === stage) return ["opening", "revalued", "closing"];
  if (from === stage) return ["opening", to !== null ? "passed" : elsewhere ? "movedOut" : "ended"];
  if (to !== stage) return [];
  // It leaves the one stage and enters the other with the same amount; what became of that on the way is a change of it.
  return from !== null ? ["arrived", "revalued", "closing"] : [elsewhere ? "movedIn" : "added", "closing"];
}

/** Columns in which a project stands with what it came to at first. */
export const AT_FIRST: readonly FlowColumn[] = ["opening", "arrived", "passed", "ended", "movedOut"];

/** What a move adds to a cell. What goes from stage to stage keeps what it came to at first; a change of value counts no project. */
function cellOf({ count, fromFen, toFen }: Move, column: FlowColumn): FlowCell {
  if (column === "revalued") return { count: 0, fen: toFen - fromFen };
  const first = AT_FIRST.includes(column);
  return { count, fen: first ? fromFen : toFen };
}

export function flowLines(moves: readonly Move[]): FlowLine[] {
  return FLOW_STAGE_NAMES.map((stage) => {
    const cells = Object.fromEntries(
      FLOW_COLUMN_NAMES.map((column) => {
        const mine = moves.filter((move) => columnsOf(move, stage).includes(column));
        const parts = mine.map((move) => cellOf(move, column));
        return [
          column,
          { count: parts.reduce((n, c) => n + c.count, 0), fen: parts.reduce((n, c) => n + c.fen, 0) },
        ];
      }),
    ) as FlowLine["cells"];
    return { stage, cells };
  });
}

const IN: readonly FlowColumn[] = ["opening", "added", "arrived", "movedIn", "revalued"];
const OUT: readonly FlowColumn[] = ["passed", "ended", "movedOut"];

/** What is missing for the stage to balance; zero in both as long as nothing is wrong. */
export function imbalanceOf({ cells }: FlowLine): FlowCell {
  const left = (key: keyof FlowCell) =>
    IN.reduce((n, c) => n + cells[c][key], 0) -
    OUT.reduce((n, c) => n + cells[c][key], 0) -
    cells.closing[key];
  return { count: left("count"), fen: left("fen") };
}

/** The line of all stages together: what goes from one to another stands on both sides of it. */
export function totalFlow(lines: readonly FlowLine[]): Record<FlowColumn, FlowCell> {
  const sum = (column: FlowColumn, key: keyof FlowCell) =>
    lines.reduce((n, { cells }) => n + cells[column][key], 0);
  return Object.fromEntries(
    FLOW_COLUMN_NAMES.map((column) => [column, { count: sum(column, "count"), fen: sum(column, "fen") }]),
  ) as Record<FlowColumn, FlowCell>;
}
