import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MILESTONES } from "./milestones";
import { FLOW_STAGE_NAMES, flowLines, imbalanceOf, MILESTONES_OF, type Move, totalFlow } from "./stage-flow";

const move = (
  from: Move["from"],
  to: Move["to"],
  count: number,
  fromFen: number,
  toFen: number,
  elsewhere = false,
): Move => ({
  from,
  to,
  elsewhere,
  count,
  fromFen,
  toFen,
});
const cellsOf = (moves: Move[], stage: Move["from"]) =>
  flowLines(moves).find((l) => l.stage === stage)?.cells;

describe("阶段存量与流量", () => {
  it("takes a stage from what it had to what it has", () => {
    const moves = [
      move("negotiation", "negotiation", 3, 300, 350),
      move("lead", "negotiation", 2, 100, 120),
      move("negotiation", "signed", 1, 80, 90),
      move("negotiation", null, 1, 40, 0),
      move(null, "negotiation", 4, 0, 200),
      move(null, "negotiation", 1, 0, 25, true),
      move("negotiation", null, 2, 60, 0, true),
    ];
    expect(cellsOf(moves, "negotiation")).toEqual({
      opening: { count: 7, fen: 480 },
      added: { count: 4, fen: 200 },
      arrived: { count: 2, fen: 100 },
      movedIn: { count: 1, fen: 25 },
      passed: { count: 1, fen: 80 },
      ended: { count: 1, fen: 40 },
      movedOut: { count: 2, fen: 60 },
      revalued: { count: 0, fen: 70 },
      closing: { count: 10, fen: 695 },
    });
    expect(cellsOf(moves, "signed")).toMatchObject({
      arrived: { count: 1, fen: 80 },
      revalued: { count: 0, fen: 10 },
    });
  });

  it("gives every milestone exactly one stage", () => {
    expect(Object.values(MILESTONES_OF).flat().sort()).toEqual([...MILESTONES].sort());
  });

  it("balances whatever moves", () => {
    const stage = fc.constantFrom(null, ...FLOW_STAGE_NAMES);
    const fen = fc.integer({ min: 0, max: 10 ** 12 });
    const any = fc
      .record({
        from: stage,
        to: stage,
        elsewhere: fc.boolean(),
        count: fc.integer({ min: 1, max: 999 }),
        a: fen,
        b: fen,
      })
      .filter((m) => m.from !== null || m.to !== null)
      .map(({ from, to, elsewhere, count, a, b }) =>
        move(
          from,
          to,
          count,
          from === null ? 0 : a,
          to === null ? 0 : b,
          elsewhere && (from === null || to === null),
        ),
      );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (moves) => {
        for (const line of flowLines(moves)) expect(imbalanceOf(line)).toEqual({ count: 0, fen: 0 });
        const { arrived, passed } = totalFlow(flowLines(moves));
        expect(arrived).toEqual(passed);
        const sum = (column: "opening" | "closing") =>
          flowLines(moves).reduce((n, l) => n + l.cells[column].count, 0);
        expect(sum("opening")).toBe(moves.filter((m) => m.from !== null).reduce((n, m) => n + m.count, 0));
        expect(sum("closing")).toBe(moves.filter((m) => m.to !== null).reduce((n, m) => n + m.count, 0));
      }),
    );
  });
});
