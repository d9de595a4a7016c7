/** What a project was called that went into another one: told to readers of that one, unless it was hidden from them. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  type Person,
  requestId,
  SIGNED,
} from "../support/ledger-scene";

const SECRET = "绝密主轴线索";
let scene: LedgerScene;
let [keep, give] = [0, 0];

beforeAll(async () => {
  scene = await ledgerScene();
  [keep, give] = [await makeProject(scene, { done: SIGNED }), await makeProject(scene, { name: SECRET })];
  const director = scene.as("director").project;
  const before = await director.card({ id: give });
  if (before.masked) throw new Error("masked");
  await director.edit({
    ...{ requestId: requestId(), projectId: give, expectedVersion: before.version },
    patch: { sensitivity: "sensitive" },
  });
  const shown = await director.mergeScene({ keepId: keep, giveId: give });
  await director.merge({
    ...{ requestId: requestId(), keepId: keep, giveId: give, fields: [], joined: [], milestones: [] },
    ...{ keepVersion: shown.keep.version, giveVersion: shown.give.version, same: shown.same },
    reason: "同一项目重复登记",
  });
});

const told = async (person: Person) => {
  const { project } = scene.as(person);
  return JSON.stringify([
    await project.card({ id: keep }),
    await project.history({ id: keep }),
    await project.merged({ id: give }),
  ]);
};

describe("the old name of a sensitive lead that was merged", () => {
  it("is told to whoever might see the lead itself", async () => {
    for (const person of ["director", "officer", "head", "leader"] as const) {
      expect((await told(person)).split(SECRET).length, person).toBe(4);
      const { entries } = await scene.as(person).project.history({ id: give });
      expect(entries.at(-1)?.title, person).toBe("登记线索");
    }
  });

  it("is hidden from other readers of the project that stays, with its history", async () => {
    for (const person of ["statistician", "colleague"] as const) {
      const answer = await told(person);
      expect(answer, person).not.toContain(SECRET);
      expect(answer.split("敏感线索").length, person).toBe(4);
      await expect(scene.as(person).project.history({ id: give }), person).rejects.toMatchObject({
        cause: { code: "not-found" },
      });
    }
  });
});
