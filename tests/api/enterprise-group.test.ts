/** 所属集团: a line of parents without circles, its members as far as one may know of them, and a reason of likeness. */
import { beforeAll, expect, it } from "vitest";
import { findOrCreateMany } from "@/server/enterprises";
import { database } from "@/server/platform/database";
import { type LedgerScene, ledgerScene, makeProject, type Person, requestId } from "../support/ledger-scene";

let scene: LedgerScene;
/** 集团 ← 控股 ← 轴承; 集团 ← 铸造 */
let ids: [group: number, holding: number, bearing: number, casting: number];
const NAMES = [
  "大连博睿实业集团有限公司",
  "沈阳汇川控股有限公司",
  "瓦房店滚珠轴承有限公司",
  "鞍山铸锻件有限公司",
];

beforeAll(async () => {
  scene = await ledgerScene();
  const rest = { uscc: null, usccReason: "", province: "辽宁省", city: "", kind: "" };
  ids = (
    await findOrCreateMany(
      database,
      NAMES.map((name) => ({ name, ...rest })),
    )
  ).ids as typeof ids;
  await belongs(ids[1], ids[0]);
  await belongs(ids[2], ids[1]);
  await belongs(ids[3], ids[0]);
});

async function belongs(id: number, parentId: number | null, as: Person = "director"): Promise<void> {
  const { name, version } = await scene.as(as).enterprise.card({ id });
  await scene
    .as(as)
    .enterprise.edit({ requestId: requestId(), id, expectedVersion: version, name, parentId });
}
const parentOf = async (id: number) =>
  (await database.enterprise.findUniqueOrThrow({ where: { id } })).parentId;
const membersFor = async (as: Person, id: number) =>
  (await scene.as(as).enterprise.card({ id })).members.map((m) => [m.id, m.relation]);
const problem = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { cause?: { detail?: { problems?: { field: string }[] } } }) =>
      error.cause?.detail?.problems?.[0]?.field ?? String(error),
  );

it("names the others and how each stands to it", async () => {
  const [group, holding, bearing, casting] = ids;
  expect(await membersFor("officer", bearing)).toEqual([
    [group, "above"],
    [holding, "above"],
    [casting, "beside"],
  ]);
  expect(await membersFor("officer", group)).toEqual([
    [holding, "below"],
    [bearing, "below"],
    [casting, "below"],
  ]);
});

it("closes no circle, however it is tried", async () => {
  const [group, holding, bearing, casting] = ids;
  expect(await problem(belongs(group, bearing))).toBe("parentId");
  expect(await problem(belongs(group, group))).toBe("parentId");
  expect(await problem(belongs(group, 999_999))).toBe("parentId");
  await belongs(casting, null);
  await belongs(bearing, null);
  const both = await Promise.allSettled([belongs(casting, bearing), belongs(bearing, casting)]);
  expect(both.filter((b) => b.status === "fulfilled")).toHaveLength(1);
  await expect(
    database.$executeRaw`UPDATE enterprise SET parent_id = ${holding} WHERE id = ${group}`,
  ).rejects.toThrow("enterprise_parent_circle");
  for (const [id, parent] of [
    [casting, null],
    [bearing, holding],
    [casting, group],
  ] as const)
    await belongs(id, parent);
});

it("shows projects and members only as far as one may know of them, and loses no hidden parent", async () => {
  const [group, holding, bearing] = ids;
  const shown = await makeProject(scene, { name: "滚珠轴承扩产项目", owner: "colleague" });
  const secret = await makeProject(scene, { name: "不公开的控股项目" });
  await database.project.update({ where: { id: shown }, data: { investorId: bearing } });
  await database.project.update({
    where: { id: secret },
    data: { investorId: holding, sensitivity: "sensitive" },
  });
  const card = await scene.as("colleague").enterprise.card({ id: bearing });
  expect(card.members.map((m) => m.id)).not.toContain(holding);
  expect(card.parentId).toBeNull();
  expect(JSON.stringify(card)).not.toContain("不公开");
  const { name, version } = card;
  await scene
    .as("colleague")
    .enterprise.edit({ requestId: requestId(), id: bearing, expectedVersion: version, name });
  expect(await parentOf(bearing)).toBe(holding);
  expect(await problem(belongs(ids[3], holding, "colleague"))).toBe("parentId");
  const seen = (await scene.as("director").enterprise.card({ id: group })).members;
  expect(seen.flatMap((m) => m.projects.map((p) => p.id)).sort()).toEqual([shown, secret].sort());
});

it("is a reason of likeness by way of the head of the line, also after a change of its name", async () => {
  const [group, , bearing, casting] = ids;
  const known = await makeProject(scene, { name: "高速主轴轴承项目" });
  await database.project.update({
    where: { id: known },
    data: { investorId: bearing, investorName: NAMES[2] ?? "", contactPhone: "0411-87654321" },
  });
  const mine = await makeProject(scene, { name: "高速主轴轴承项目（铸件）", owner: "officer" });
  await database.project.update({
    where: { id: mine },
    data: { investorId: casting, investorName: NAMES[3] ?? "", contactPhone: "0411-87654321" },
  });
  const reasons = async (investorName: string) => {
    const lead = { name: "高速主轴轴承项目", investorName, contactPhone: "0411-87654321" };
    const { projects } = await scene.as("director").project.suspects(lead);
    return projects.find((p) => p.id === known)?.reasons.join() ?? "";
  };
  expect(await reasons(NAMES[0] ?? "")).toContain("属于同一集团");
  expect(
    (await scene.as("director").project.twins({ id: mine })).map((t) => t.reasons.join()).join(),
  ).toContain("属于同一集团");
  const { version } = await scene.as("director").enterprise.card({ id: group });
  const name = "大连远航投资有限公司";
  await scene
    .as("director")
    .enterprise.edit({ requestId: requestId(), id: group, expectedVersion: version, name });
  expect(await reasons(name)).toContain("属于同一集团");
});
