/** The examination of a whole district: what honest people recorded holds no error, and what they got wrong is found and mended. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createCaller } from "@/server/api/root";
import { run } from "@/server/cli/checkup";
import type { Checkup } from "@/server/contracts/checkup";
import { type CheckId, checkOf } from "@/server/domain/checkup";
import { addMonths } from "@/server/domain/periods";
import { database } from "@/server/platform/database";
import { storeAffairs } from "../support/demo/affairs";
import { demoDistrict } from "../support/demo/district";
import { storeOddities } from "../support/demo/oddities";
import * as store from "../support/demo/store";
import { actorNamed, makeBureau } from "../support/factories";

const TODAY = "2026-10-31";
const NOW = new Date("2026-10-31T02:00:00Z");
const as = (username: string) => createCaller({ actor: actorNamed(username), now: NOW });
const examined = (username: string, more: object = {}): Promise<Checkup> =>
  as(username).statistics.checkup({ month: 202610, ...more });
const open = ({ checks }: Checkup, check: CheckId) => checks.find((c) => c.check === check)?.open ?? 0;
const errors = ({ checks }: Checkup) =>
  checks.filter((c) => checkOf(c.check).level === "error" && c.open > 0).map((c) => c.check);

beforeAll(async () => {
  await makeBureau(TODAY);
  const district = demoDistrict({ today: TODAY, projects: 120 });
  await store.inTransaction(async (db) => {
    for (
      let next = store.tellNext(district, 60);
      next.histories.length > 0;
      next = store.tellNext(district, 60)
    ) {
      await store.storeEnterprises(db, next);
      await store.storeTold(db, next);
    }
    await store.advanceSequences(db);
    await storeAffairs(db, TODAY);
  });
});

describe("a district of honest records", () => {
  it("has no error in any quarter of two years", async () => {
    for (let month = 202610; month > 202410; month = addMonths(month, -3))
      expect(errors(await examined("tongji", { month })), String(month)).toEqual([]);
  });

  it("has no slip of the pen, no voucher twice and no correction of more than there was", async () => {
    const found = await examined("tongji");
    for (const check of [
      "slip-digits",
      "slip-unit",
      "voucher-twice",
      "voucher-reused",
      "correction-exceeds",
    ] as const)
      expect(open(found, check), check).toBe(0);
  });
});

describe("what people got wrong", () => {
  beforeAll(async () => {
    await store.inTransaction((db) => storeOddities(db, TODAY));
  });

  describe("the command", () => {
    let out = "";
    let notes = "";
    beforeEach(() => {
      [out, notes] = ["", ""];
      vi.spyOn(process.stdout, "write").mockImplementation((text: unknown, done: unknown) => {
        out += text;
        (done as () => void)();
        return true;
      });
      vi.spyOn(process.stderr, "write").mockImplementation((text) => {
        notes += text;
        return true;
      });
    });
    afterEach(() => void vi.restoreAllMocks());

    it("prints a line a finding and ends with 1 while there is an error, for the month asked", async () => {
      vi.setSystemTime(NOW);
      expect(await run(["--month", "202610"])).toBe(1);
      expect(out.split("\n").filter((line) => line.startsWith("错误\t同一凭证用于两笔到位\t"))).toHaveLength(
        1,
      );
      expect(notes).toContain("2026年10月：错误 1");
      vi.useRealTimers();
    });

    it("refuses a month that is none, and says how it is used", async () => {
      expect(await run(["--month", "2026-13"])).toBe(64);
      expect(notes).toContain("不是统计月");
      expect(await run(["--help"])).toBe(0);
    });
  });

  it("is found, each with the deed that mends it, and is gone when it is mended", async () => {
    const mine = await examined("juzhang");
    const of = (check: CheckId) => mine.checks.find((c) => c.check === check)?.findings[0];
    const without = open(mine, "no-chain");
    expect([open(mine, "slip-digits"), open(mine, "voucher-twice")]).toEqual([1, 1]);
    const [chain, slip] = [of("no-chain"), of("slip-digits")];
    expect(chain?.deeds).toEqual([
      { kind: "open", label: "修改所属产业链", href: `/projects/${chain?.project?.id}?field=chainId#basics` },
    ]);
    // Who may not mend it reads who may.
    const theirs = (await examined("tongji", { check: "slip-digits" })).checks.flatMap((c) =>
      c.check === "slip-digits" ? c.findings : [],
    );
    const { owner } = await database.project.findUniqueOrThrow({
      where: { id: slip?.project?.id ?? 0 },
      include: { owner: true },
    });
    expect(theirs.map(({ deeds, mender }) => [deeds, mender])).toEqual([[[], owner?.displayName]]);
    expect(slip?.mender).toBeNull();
    const deed = slip?.deeds.find((d) => d.kind === "set");
    if (deed?.kind !== "set" || !chain?.project) throw new Error("nothing to mend");
    const card = await as("juzhang").project.card({ id: chain.project.id });
    if (card.masked) throw new Error("masked");
    const edit = (projectId: number, expectedVersion: number, patch: object) =>
      as("juzhang").project.edit({
        requestId: `checkup-demo-${projectId}`,
        projectId,
        expectedVersion,
        patch,
        reason: "数据体检改正",
      });
    await edit(card.id, card.version, { chainId: 1 });
    await edit(deed.projectId, deed.version, { [deed.field]: deed.value });
    const [twice] = (await examined("tongji", { check: "voucher-twice" })).checks.flatMap((c) =>
      c.check === "voucher-twice" ? c.findings : [],
    );
    const { lines } = await as("tongji").ledger.queue({ kind: "arrival", limit: 200 });
    const waiting = lines.find((line) => twice?.subject.endsWith(`+${line.id}`));
    const href = `/ledger?tab=review&of=arrival&entry=${waiting?.id}`;
    expect(twice?.deeds).toEqual([{ kind: "open", label: "去审核", href }]);
    await as("tongji").ledger.returnEntries({
      requestId: "checkup-demo-return",
      entries: [{ ledger: "arrival", id: waiting?.id ?? 0, version: waiting?.version ?? 0 }],
      reason: "凭证已用于另一项目",
    });
    const after = await examined("juzhang");
    expect([open(after, "no-chain"), open(after, "slip-digits"), open(after, "voucher-twice")]).toEqual([
      without - 1,
      0,
      0,
    ]);
  });
});
