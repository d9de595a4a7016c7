/** Names that rows only point at are remembered: a rename, a new chain leader, a moved clock must show in the next page. */
import { beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import type { OpenRow } from "@/server/contracts/project-list";
import { closeDatabase, database, rowOf, sql } from "@/server/platform/database";
import { actorNamed, makeBureau, makeProject } from "@/tests/support/factories";

let id = 0;
const row = async (today = "2026-11-24"): Promise<OpenRow> => {
  const caller = createCaller({ actor: actorNamed("juzhang"), now: new Date(`${today}T02:00:00Z`) });
  const rows = await caller.project.list({ limit: 200 });
  const found = rows.find((r) => r.id === id);
  if (!found || found.masked) throw new Error("the project is not in the list");
  return found;
};

beforeAll(async () => {
  await makeBureau("2026-11-24");
  id = (await makeProject({ name: "松涛主轴基地", stage: "contract" })).id;
});

describe("the next page after", () => {
  it("a unit, a chain or a person was renamed shows the new name", async () => {
    const before = await row();
    expect([before.firstReporter, before.chainName, before.ownerName]).not.toContain(null);
    const project = await database.project.findUniqueOrThrow({ where: { id } });
    await database.unit.update({
      where: { id: project.reportingUnitId ?? 0 },
      data: { name: "招商新科" },
    });
    await database.chain.update({ where: { id: project.chainId ?? 0 }, data: { name: "新链", hue: 5 } });
    await database.account.update({ where: { id: project.ownerId ?? 0 }, data: { displayName: "新名" } });
    expect(await row()).toMatchObject({
      firstReporter: "招商新科",
      chainName: "新链",
      chainHue: 5,
      ownerName: "新名",
    });
  });

  it("a chain leader followed another shows who is in office on that day", async () => {
    const { chainId } = await row();
    await database.chainAppointment.updateMany({
      where: { chainId: chainId ?? 0, role: "leader" },
      data: { validTo: new Date("2026-11-25") },
    });
    await database.chainAppointment.create({
      data: {
        chainId: chainId ?? 0,
        role: "leader",
        personName: "后任",
        validFrom: new Date("2026-11-26"),
      },
    });
    expect((await row("2026-11-25")).leaderName).not.toBe("后任");
    expect((await row("2026-11-26")).leaderName).toBe("后任");
  });

  it("a change that was rolled back shows the old name", async () => {
    const { chainName, chainId } = await row();
    await expect(
      database.$transaction(async (tx) => {
        await tx.chain.update({ where: { id: chainId ?? 0 }, data: { name: "未成之链" } });
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect((await row()).chainName).toBe(chainName);
  });
});

describe("instants in a database that runs on local time", () => {
  it("are the same whichever way they are written and read", async () => {
    const { db } = await rowOf<{ db: string }>(database, sql`SELECT current_database() AS db`);
    await database.$executeRawUnsafe(
      `ALTER ROLE CURRENT_USER IN DATABASE "${db}" SET timezone TO 'Asia/Shanghai'`,
    );
    await closeDatabase();
    const at = new Date("2026-11-24T23:30:00.000Z");
    await database.account.updateMany({ data: { lockedUntil: at } });
    const read = await rowOf<{ raw: Date; local: string }>(
      database,
      sql`SELECT locked_until AS raw, (locked_until AT TIME ZONE 'Asia/Shanghai')::text AS local FROM account LIMIT 1`,
    );
    const known = await database.account.findFirstOrThrow({ select: { lockedUntil: true } });
    expect(read).toEqual({ raw: at, local: "2026-11-25 07:30:00" });
    expect(known.lockedUntil).toEqual(at);
  });
});
