/** Saved views: who finds which, who may share, what a colleague sees in one, what is gone, versions and the audit log. */
import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import type { createView, SavedView } from "@/server/contracts/project-view";
import { ROLES } from "@/server/domain/permissions";
import { database } from "@/server/platform/database";
import { actorNamed, actorOf, makeBureau, makeProject } from "@/tests/support/factories";

const NOW = new Date("2026-11-24T02:00:00Z");
const api = (actor: SessionActor) => createCaller({ actor, now: NOW });
const as = (username: string) => api(actorNamed(username));
let asked = 0;
const requestId = () => `view-request-${++asked}`;

type NewView = Partial<z.input<typeof createView>>;
const create = (username: string, view: NewView) =>
  as(username).view.create({
    requestId: requestId(),
    name: `视图${asked}`,
    kind: "own",
    state: { filter: { stages: ["contract"] }, group: "chain" },
    ...view,
  });
const found = async (username: string, id: number): Promise<SavedView | undefined> =>
  (await as(username).view.list()).find((view) => view.id === id);
const auditOf = (id: number) =>
  database.auditEntry.findMany({
    where: { subjectKind: "view", subjectId: String(id) },
    orderBy: { id: "asc" },
  });
const refusal = (code: string, field?: string) => ({
  cause: { code, ...(field ? { detail: { problems: [{ field }] } } : {}) },
});

beforeAll(async () => {
  await makeBureau("2026-11-24");
  await makeProject({ name: "我科线索", owner: "jiangyifan" });
  await makeProject({ name: "他科线索", owner: "wangzixuan" });
});

describe("a view", () => {
  it("of one's own is found by nobody else and leaves no line in the audit log", async () => {
    const { id } = await create("keyuan", { name: "我的签约" });
    expect(await found("keyuan", id)).toMatchObject({
      name: "我的签约",
      mine: true,
      editable: true,
      missing: [],
      state: { filter: { stages: ["contract"] }, group: "chain", columns: null },
    });
    for (const other of ["jiangyifan", "kezhang", "juzhang"]) expect(await found(other, id)).toBeUndefined();
    expect(await auditOf(id)).toEqual([]);
  });

  it("shared with a unit is found in that unit alone, with everybody by all who read projects", async () => {
    const unitId = actorNamed("keyuan").unitId ?? 0;
    const { id } = await create("keyuan", { name: "本科看", kind: "shared", unitId });
    expect(await found("jiangyifan", id)).toMatchObject({
      mine: false,
      editable: false,
      ownerName: actorNamed("keyuan").name,
    });
    expect(await found("wangzixuan", id)).toBeUndefined();
    const all = await create("kezhang", { name: "大家看", kind: "shared" });
    for (const role of ROLES.filter((r) => !/admin|district/.test(r)))
      expect(
        (await api(actorOf(role)).view.list()).some((view) => view.id === all.id),
        role,
      ).toBe(true);
    expect((await auditOf(all.id))[0]).toMatchObject({
      action: "view:share",
      subjectLabel: "大家看",
      after: { kind: "shared", unitId: null, version: 1, group: "产业链", filter: { stages: ["contract"] } },
    });
  });

  it("opens for a colleague within his own rights", async () => {
    const all = await create("juzhang", {
      name: "全部线索",
      kind: "shared",
      state: { filter: { stages: ["lead"] } },
    });
    const rows = async (username: string) => {
      const view = await found(username, all.id);
      const list = await as(username).project.list({ filter: view?.state.filter ?? {}, limit: 200 });
      return list.map((row) => (row.masked ? "" : row.name)).sort();
    };
    expect(await rows("juzhang")).toEqual(["他科线索", "我科线索"]);
    expect(await rows("keyuan")).toEqual(["我科线索"]);
    expect(await rows("wangzixuan")).toEqual(["他科线索"]);
  });
});

describe("sharing", () => {
  it("is refused beyond one's reach, at the field", async () => {
    await expect(create("keyuan", { kind: "shared" })).rejects.toMatchObject(
      refusal("not-permitted", "unitId"),
    );
    const foreign = actorNamed("wangzixuan").unitId;
    await expect(create("keyuan", { kind: "shared", unitId: foreign })).rejects.toMatchObject(
      refusal("not-permitted", "unitId"),
    );
    await expect(create("kezhang", { kind: "shared", unitId: 99_999 })).rejects.toMatchObject(
      refusal("bad-input", "unitId"),
    );
    await expect(create("kezhang", { kind: "role", role: "officer" })).rejects.toMatchObject(
      refusal("not-permitted", "kind"),
    );
    await expect(create("juzhang", { kind: "role", role: "audit-admin" })).rejects.toMatchObject(
      refusal("bad-input", "role"),
    );
    await expect(create("juzhang", { kind: "role" })).rejects.toMatchObject(refusal("bad-input", "role"));
    await expect(create("keyuan", { unitId: 1 })).rejects.toMatchObject(refusal("bad-input", "unitId"));
  });

  it("gives a role one default, found by that role and by who sets it", async () => {
    const { id } = await create("juzhang", { name: "统计默认", kind: "role", role: "statistician" });
    expect(await found("tongji", id)).toMatchObject({ kind: "role", editable: false });
    expect(await found("juzhang", id)).toMatchObject({ editable: true });
    expect(await found("keyuan", id)).toBeUndefined();
    await expect(create("juzhang", { kind: "role", role: "statistician" })).rejects.toMatchObject(
      refusal("duplicate", "role"),
    );
    expect((await auditOf(id)).map((line) => line.action)).toEqual(["view:set-default"]);
    await as("juzhang").view.remove({ requestId: requestId(), id, expectedVersion: 1 });
    expect(await found("tongji", id)).toBeUndefined();
    expect((await auditOf(id)).map((line) => line.action)).toEqual(["view:set-default", "view:remove"]);
    await create("juzhang", { name: "统计默认", kind: "role", role: "statistician" });
  });
});

describe("changing", () => {
  const state = { filter: {}, group: "stage" } as const;

  it("counts versions, and refuses who looked at an older one", async () => {
    const { id } = await create("kezhang", { name: "会变的", kind: "shared" });
    const change = { id, name: "变了的", kind: "shared", state, expectedVersion: 1 } as const;
    expect(await as("kezhang").view.save({ ...change, requestId: requestId() })).toEqual({ id, version: 2 });
    await expect(as("kezhang").view.save({ ...change, requestId: requestId() })).rejects.toMatchObject(
      refusal("conflict"),
    );
    expect(await found("kezhang", id)).toMatchObject({
      name: "变了的",
      version: 2,
      state: { group: "stage" },
    });
    expect((await auditOf(id))[1]).toMatchObject({ before: { group: "产业链" }, after: { group: "阶段" } });
  });

  it("belongs to its owner; what is shared the director may tidy", async () => {
    const { id } = await create("kezhang", { name: "别人的", kind: "shared" });
    const change = { id, name: "抢来的", kind: "shared", state, expectedVersion: 1 } as const;
    await expect(as("keyuan").view.save({ ...change, requestId: requestId() })).rejects.toMatchObject(
      refusal("not-permitted"),
    );
    const own = await create("kezhang", { name: "私下的" });
    await expect(
      as("juzhang").view.remove({ requestId: requestId(), id: own.id, expectedVersion: 1 }),
    ).rejects.toMatchObject(refusal("not-found"));
    expect(await as("juzhang").view.remove({ requestId: requestId(), id, expectedVersion: 1 })).toEqual({
      removed: true,
    });
  });

  it("happens once, however often it is sent", async () => {
    const twice = { requestId: requestId(), name: "连点", kind: "own", state: {} } as const;
    const answers = await Promise.all([as("keyuan").view.create(twice), as("keyuan").view.create(twice)]);
    expect(answers[0]).toEqual(answers[1]);
    const id = answers[0].id;
    const save = { ...twice, requestId: requestId(), id, expectedVersion: 1, name: "连点改" };
    expect(await as("keyuan").view.save(save)).toEqual(await as("keyuan").view.save(save));
    const remove = { requestId: requestId(), id, expectedVersion: 2 };
    expect(await as("keyuan").view.remove(remove)).toEqual(await as("keyuan").view.remove(remove));
  });

  it("refuses a second view of one name, an empty name and columns that are none", async () => {
    await create("keyuan", { name: "同名" });
    await expect(create("keyuan", { name: " 同名 " })).rejects.toMatchObject(refusal("duplicate", "name"));
    await expect(create("keyuan", { name: " " })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const columns = [{ id: "salary" as "name" }];
    await expect(create("keyuan", { state: { columns } })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const double = [{ id: "name" as const }, { id: "name" as const }];
    await expect(create("keyuan", { state: { columns: double } })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});

describe("what is gone since", () => {
  it("is left out with a note, and the rest opens", async () => {
    const { id } = await create("keyuan", { name: "旧视图" });
    const chain = await database.chain.create({ data: { code: "gone", name: "裁撤的链", active: false } });
    await database.savedView.update({
      where: { id },
      data: {
        state: {
          filter: { chainIds: [1, chain.id], ownerId: 99_999, mood: "好", stages: ["lead"], light: "purple" },
          columns: [{ id: "name" }, { id: "salary" }, { id: "stage", width: 90, pinned: true }],
          sort: "salary",
          group: "mood",
          density: "loose",
        },
      },
    });
    const view = await found("keyuan", id);
    expect(view?.state).toMatchObject({
      filter: { chainIds: [1], stages: ["lead"] },
      columns: [{ id: "name" }, { id: "stage", width: 90, pinned: true }],
      sort: "updated",
      group: null,
      density: "loose",
    });
    expect(view?.missing.sort()).toEqual(
      [
        "条件“产业链”中的部分产业链",
        "条件“承办人”",
        "条件“mood”",
        "条件“亮灯”",
        "列“salary”",
        "排序",
        "分组",
      ].sort(),
    );
  });

  it("is nothing to fail on, whatever stands there", async () => {
    const { id } = await create("keyuan", { name: "坏视图" });
    for (const state of [[], 7, "x", { columns: [null, 3], filter: [] }]) {
      await database.savedView.update({ where: { id }, data: { state } });
      expect((await found("keyuan", id))?.state).toMatchObject({ sort: "updated", columns: null });
    }
  });
});
