import { describe, expect, it } from "vitest";
import { createTargetQueue, readTarget, type TargetEdits, type TargetPlace, targetKey } from "./target-queue";

const place = (scopeId: number): TargetPlace => ({
  year: 2026,
  span: "year",
  kind: "annual",
  scopeKind: "chain",
  scopeId,
  indicator: "outsideFen",
});
const typed = (scopeId: number, text: string, stored = "") => ({ place: place(scopeId), text, stored });
const WAN = 1_000_000;

/** A server whose answers are given by hand. */
function scene() {
  const writes: { values: (number | null)[]; seen: unknown[]; answer: (error?: unknown) => void }[] = [];
  let edits: TargetEdits = new Map();
  const queue = createTargetQueue(
    (changes) =>
      new Promise<void>((resolve, reject) => {
        writes.push({
          values: changes.map((c) => c.value),
          seen: changes.map((c) => c.seen),
          answer: (error) => (error ? reject(error) : resolve()),
        });
      }),
    (now) => {
      edits = now;
    },
  );
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  const at = (scopeId: number) => edits.get(targetKey(place(scopeId)));
  return { queue, writes, settle, at, left: () => edits.size };
}

describe("targets typed one after another", () => {
  it("wait for the write before them and are sent together, shown all the while", async () => {
    const { queue, writes, settle, at, left } = scene();
    const done = queue.type([typed(1, "100")]);
    void queue.type([typed(2, "200")]);
    void queue.type([typed(3, "300")]);
    expect(writes.map((w) => w.values)).toEqual([[100 * WAN]]);
    expect([1, 2, 3].map((id) => at(id)?.text)).toEqual(["100", "200", "300"]);
    writes[0]?.answer();
    await settle();
    expect(at(1)).toBeUndefined();
    expect(writes[1]?.values).toEqual([200 * WAN, 300 * WAN]);
    writes[1]?.answer();
    await done;
    expect(left()).toBe(0);
  });

  it("say what stood in the cell: the own value before, and after a refusal that was read nothing", async () => {
    const { queue, writes, settle } = scene();
    void queue.type([typed(1, "100", "40"), typed(2, "5")]);
    void queue.type([typed(1, "150", "40")]);
    expect(writes[0]?.seen).toEqual([40 * WAN, null]);
    writes[0]?.answer();
    await settle();
    expect(writes[1]?.seen).toEqual([100 * WAN]);
    writes[1]?.answer(new Error("changed by another"));
    await settle();
    void queue.retry();
    expect(writes[2]?.seen).toEqual([undefined]);
  });

  it("send the later of two values of one cell after the earlier", async () => {
    const { queue, writes, settle, at, left } = scene();
    void queue.type([typed(1, "100")]);
    void queue.type([typed(1, "150")]);
    writes[0]?.answer();
    await settle();
    expect(at(1)?.text).toBe("150");
    expect(writes[1]?.values).toEqual([150 * WAN]);
    writes[1]?.answer();
    await settle();
    expect(left()).toBe(0);
  });

  it("keep text that cannot be read, send the rest, and let go of it when the old value is back", async () => {
    const { queue, writes, settle, at, left } = scene();
    void queue.type([typed(1, "三千"), typed(2, "200")]);
    expect(writes[0]?.values).toEqual([200 * WAN]);
    writes[0]?.answer();
    await settle();
    expect(at(1)).toMatchObject({ text: "三千", problem: expect.stringContaining("不是金额") });
    await queue.type([typed(1, "", "")]);
    expect(left()).toBe(0);
    expect(writes).toHaveLength(1);
  });

  it("stay with the server's words when it names them, and the others go through", async () => {
    const { queue, writes, settle, at } = scene();
    void queue.type([typed(1, "100"), typed(2, "200")]);
    writes[0]?.answer({
      data: {
        refusal: {
          code: "bad-input",
          message: "太大",
          problems: [{ field: "changes.1.value", message: "太大" }],
        },
      },
    });
    await settle();
    expect(at(2)).toMatchObject({ text: "200", problem: "太大" });
    expect(writes[1]?.values).toEqual([100 * WAN]);
  });

  it("stay when the server is away, and go once more when asked", async () => {
    const { queue, writes, settle, at, left } = scene();
    void queue.type([typed(1, "100")]);
    writes[0]?.answer(new TypeError("Failed to fetch"));
    await settle();
    expect(at(1)).toMatchObject({ text: "100", problem: expect.stringContaining("没有保存成功") });
    void queue.retry();
    writes[1]?.answer();
    await settle();
    expect(left()).toBe(0);
  });
});

describe("a target's text", () => {
  it("is an amount or a whole count, and never guessed", () => {
    expect(readTarget("outsideFen", "3200")).toEqual({ value: 3200 * WAN });
    expect(readTarget("outsideFen", "")).toEqual({ value: null });
    expect(readTarget("outsideFen", "-5")).toEqual({ problem: "目标不能是负数" });
    expect(readTarget("signedCount", "12")).toEqual({ value: 12 });
    expect(readTarget("signedCount", "1.5")).toHaveProperty("problem");
  });
});
