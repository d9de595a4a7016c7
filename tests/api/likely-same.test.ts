/** Enterprises of nearly one name: a long list finds what each of its names finds alone. */
import { beforeAll, expect, it } from "vitest";
import { likelySame, type Named } from "@/server/enterprises/standing";
import { database } from "@/server/platform/database";
import { type LedgerScene, ledgerScene, makeProject, requestId } from "../support/ledger-scene";

let scene: LedgerScene;
const named = (name: string): Named => ({ name, uscc: null, formerNames: [], shortNames: [] });

beforeAll(async () => {
  scene = await ledgerScene();
  await makeProject(scene);
  for (const investorName of ["盘锦远洋机械制造有限公司", "营口双塔轴承股份有限公司"])
    await scene.as("officer").project.capture({
      requestId: requestId(),
      name: `${investorName}意向项目`,
      investorName,
      intendedFen: 100,
      originProvince: "辽宁省",
    });
});

it("is looked up name by name, or read through, with the same answer", async () => {
  const { director } = scene.actors;
  const asked = [
    "盘锦远扬机械制造有限公司",
    "营口双塔轴承股份公司",
    "沈阳远松精密机械有限责任公司",
    "大连毫不相干食品有限公司",
  ].map(named);
  const alone = await Promise.all(asked.map((one) => likelySame(database, director, [one])));
  expect(alone.flat().map((found) => found?.name ?? null)).toEqual([
    "盘锦远洋机械制造有限公司",
    "营口双塔轴承股份有限公司",
    "沈阳远松精密机械有限公司",
    null,
  ]);
  const many = Array.from({ length: 400 }, (_, i) => named(`抚顺第${i}号矿山设备有限公司`));
  const [together, long] = [
    await likelySame(database, director, asked),
    await likelySame(database, director, [...many, ...asked]),
  ];
  expect(together).toEqual(alone.flat());
  expect(long).toEqual([...many.map(() => null), ...together]);
});
