/** 到位资金 and its vouchers: a paper proves the row that it hangs on, and no other. */
import { beforeAll, describe, expect, it } from "vitest";
import { pdfBytes, upload } from "../support/evidence-files";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  NOW,
  type Person,
  requestId,
  SIGNED,
  WAN,
} from "../support/ledger-scene";

let scene: LedgerScene;
let project: number;
let vouchers = 0;

const arrival = (voucherNumber = `PZ-${++vouchers}`) => ({
  projectId: project,
  arrivedOn: "2026-10-12",
  sourceProvince: "辽宁",
  originalCents: 800 * WAN,
  voucherKind: "银行进账单",
  voucherNumber,
});
const save = (rows: object[], submit: boolean) =>
  scene.as("officer").ledger.saveArrivals({ requestId: requestId(), submit, rows: rows as never });
const attach = (subjectId: number | null, content: string, person: Person = "officer", projectId = project) =>
  upload(
    scene.actors[person],
    NOW,
    {
      requestId: requestId(),
      projectId,
      requirement: "bank-voucher",
      ...(subjectId === null ? {} : { subjectKind: "arrival", subjectId }),
    },
    `${content}.pdf`,
    pdfBytes(content),
  );
const waiting = async (id: number) =>
  (await scene.as("statistician").ledger.queue({ kind: "arrival" })).lines.find((line) => line.id === id);

beforeAll(async () => {
  scene = await ledgerScene();
  project = await makeProject(scene, { done: SIGNED });
});

describe("a paper of an arrival", () => {
  it("completes its own voucher and leaves the others incomplete", async () => {
    const drafts = await save([arrival("A-1"), arrival("A-2")], false);
    const kept = (await scene.as("officer").ledger.arrivals({ filter: { projectId: project } })).lines;
    const idOf = (voucher: string) => kept.find((line) => line.voucherNumber === voucher)?.id ?? 0;
    const [first, second] = [idOf("A-1"), idOf("A-2")];
    expect((await attach(first, "进账单A1")).status).toBe(200);
    const entries = drafts.entries.map(({ ledger, id, version }) => ({ ledger, id, version }));
    const sent = await scene.as("officer").ledger.submit({ requestId: requestId(), entries });
    expect(sent.gaps).toEqual([
      { entryId: second, projectName: expect.any(String), voucher: "银行进账单 A-2（2026-10-12）" },
    ]);
    expect((await waiting(first))?.evidence).toMatchObject([
      { name: "进账单A1.pdf", kind: "银行进账单", mine: false },
    ]);
    expect((await waiting(second))?.evidence).toEqual([]);
    const lines = (await scene.as("officer").ledger.arrivals({ filter: { projectId: project } })).lines;
    expect(lines.find((l) => l.id === first)).toMatchObject({
      paperCount: 1,
      papers: [{ mine: true }],
      mayAttach: true,
    });
    expect(lines.find((l) => l.id === second)).toMatchObject({ paperCount: 0, papers: [] });
  });

  it("is told of at the first 报审 too, and can still be brought by the reviewer", async () => {
    const sent = await save([arrival("B-1")], true);
    expect(sent.gaps.map((gap) => gap.voucher)).toEqual(["银行进账单 B-1（2026-10-12）"]);
    const id = sent.entries[0]?.id ?? 0;
    expect(await waiting(id)).toMatchObject({ evidence: [], mayAttach: true });
    expect((await attach(id, "进账单B1", "statistician")).status).toBe(200);
    expect((await waiting(id))?.evidence).toHaveLength(1);
  });

  it("is not replaced by a paper of the project, which stands beside it", async () => {
    expect((await attach(null, "旧进账单")).status).toBe(200);
    const sent = await save([arrival("C-1")], true);
    expect(sent.gaps).toHaveLength(1);
    expect(await waiting(sent.entries[0]?.id ?? 0)).toMatchObject({
      evidence: [],
      projectEvidence: [{ name: "旧进账单.pdf" }],
    });
  });

  it("may be the same scan for two vouchers, and never hangs on a row of another project", async () => {
    const other = await makeProject(scene, { done: SIGNED });
    const { entries } = await save([arrival("D-1"), arrival("D-2")], false);
    const [first, second] = entries.map((e) => e.id);
    expect((await attach(first ?? 0, "同一张")).status).toBe(200);
    expect((await attach(second ?? 0, "同一张")).status).toBe(200);
    expect((await attach(first ?? 0, "同一张")).status).toBe(409);
    expect((await attach(first ?? 0, "别处", "officer", other)).status).toBe(404);
  });

  it("is attached only by those who may attach to the project", async () => {
    const { entries } = await save([arrival("E-1")], false);
    expect((await attach(entries[0]?.id ?? 0, "不该", "colleague")).status).toBe(403);
    expect((await attach(entries[0]?.id ?? 0, "不该", "otherLeader")).status).toBe(404);
  });
});
