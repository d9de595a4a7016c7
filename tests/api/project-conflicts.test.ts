/** Two people at one project at once: both versions are shown, and nothing is written over in silence. */
import { beforeAll, describe, expect, it } from "vitest";
import { type LedgerScene, ledgerScene, makeProject, requestId, WAN } from "../support/ledger-scene";

let scene: LedgerScene;
let id: number;
let seen: number;

interface Refused {
  cause?: {
    code?: string;
    detail?: {
      problems?: { field: string }[];
      conflict?: { field: string; mine: unknown; theirs: unknown }[];
    };
  };
}
const refused = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: Refused) => error.cause ?? null,
  );
const version = async () => {
  const card = await scene.as("head").project.card({ id });
  return card.masked ? 0 : card.version;
};
const frame = (expectedVersion = seen) => ({ requestId: requestId(), projectId: id, expectedVersion });
const edit = (patch: object, person: "officer" | "head" = "head", expectedVersion = seen) =>
  scene.as(person).project.edit({ ...frame(expectedVersion), patch });
const submit = (content: string) =>
  scene.as("officer").project.submitMilestone({
    ...frame(),
    milestone: "negotiation",
    occurredOn: "2026-03-01",
    patch: { content, leadUnitId: scene.actors.host.unitId },
    details: { verdict: "跟进" },
  });

beforeAll(async () => {
  scene = await ledgerScene();
});

async function freshLead(): Promise<void> {
  id = await makeProject(scene);
  await scene.as("officer").project.logFollowUp({
    requestId: requestId(),
    projectId: id,
    kind: "visit",
    on: "2026-03-01",
    summary: "到企业考察主轴产线",
  });
  seen = await version();
}

describe("a milestone under review and an edit of the same field", () => {
  it("meet: the later one gets both versions, and may decide", async () => {
    await freshLead();
    await submit("年产主轴两千套");
    expect(await refused(edit({ content: "年产主轴三千套" }))).toMatchObject({
      code: "conflict",
      detail: { conflict: [{ field: "content", mine: "年产主轴三千套", theirs: "年产主轴两千套" }] },
    });
    await edit({ address: "装备园区一号" });
    await edit({ content: "年产主轴三千套" }, "head", await version());
  });

  it("meet the other way round as well", async () => {
    await freshLead();
    await edit({ content: "年产主轴三千套" });
    expect(await refused(submit("年产主轴两千套"))).toMatchObject({
      code: "conflict",
      detail: { conflict: [{ field: "content", mine: "年产主轴两千套", theirs: "年产主轴三千套" }] },
    });
    const card = await scene.as("head").project.card({ id });
    expect(card.masked ? null : card.basics.content).toBe("年产主轴三千套");
  });

  it("pass when they say the same", async () => {
    await freshLead();
    await submit("年产主轴两千套");
    await edit({ content: "年产主轴两千套" });
  });
});

describe("an industry code", () => {
  it("is kept in the standard's form, and refused when there is none such", async () => {
    await freshLead();
    await edit({ industryCode: " c3425" });
    const card = await scene.as("head").project.card({ id });
    expect(card.masked ? null : card.basics.industryCode).toBe("C3425");
    for (const industryCode of ["9901", "A3425", "机床"]) {
      expect(await refused(edit({ industryCode }, "head", await version())), industryCode).toMatchObject({
        code: "bad-code",
        detail: { problems: [{ field: "industryCode" }] },
      });
    }
    const lead = { requestId: requestId(), name: "冷链仓储", investorName: "大连冷海物流有限公司" };
    const capture = (industryCode: string) =>
      scene
        .as("officer")
        .project.capture({ ...lead, requestId: requestId(), intendedFen: 100 * WAN, industryCode });
    expect(await refused(capture("00"))).toMatchObject({ code: "bad-code" });
    await capture("59");
  });

  it("narrows the list by section and by division", async () => {
    const found = async (industry: string) =>
      (await scene.as("officer").project.sums({ filter: { industry } })).count;
    expect([await found("C"), await found("C34"), await found("G59"), await found("C35")]).toEqual([
      1, 1, 1, 0,
    ]);
  });
});
