/** A small bureau with one signed project and one that has started, for the tests of ledgers and desks. */

import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import { captureLead as captureInput } from "@/server/contracts/project";
import type { Milestone } from "@/server/domain/milestones";
import type { Role } from "@/server/domain/permissions";
import type { BasicsPatch, Fact } from "@/server/domain/project-facts";
import { database } from "@/server/platform/database";
import { captureLead } from "@/server/projects/capture-lead";
import { record } from "@/server/record/record";
import { replaying } from "./replaying";

export const NOW = new Date("2026-11-24T02:00:00Z");
export const WAN = 1_000_000;

let requests = 0;
export const requestId = () => `request-${process.pid}-${++requests}`;

const PEOPLE: [key: string, role: Role, unit: string][] = [
  ["officer", "officer", "招商一科"],
  ["colleague", "officer", "招商二科"],
  ["head", "section-head", "招商一科"],
  ["director", "director", "区投资促进局"],
  ["statistician", "statistician", "统计科"],
  ["secondStatistician", "statistician", "统计科"],
  ["leader", "chain-leader", "区委区政府"],
  ["otherLeader", "chain-leader", "区委区政府"],
  ["taskForce", "task-force", "区工信局"],
  ["host", "lead-department", "区工信局"],
  ["street", "street", "中华街道"],
  ["supervision", "supervision", "督查室"],
  ["districtLeader", "district-leader", "区委区政府"],
  ["accountAdmin", "account-admin", "区信息中心"],
];

export type Person =
  | "officer"
  | "colleague"
  | "head"
  | "director"
  | "statistician"
  | "secondStatistician"
  | "leader"
  | "otherLeader"
  | "taskForce"
  | "host"
  | "street"
  | "supervision"
  | "districtLeader"
  | "accountAdmin";

export interface LedgerScene {
  actors: Record<Person, SessionActor>;
  chainIds: [number, number];
  /** The API as this person calls it, who sends each request twice. */
  as: (person: Person, now?: Date) => ReturnType<typeof createCaller>;
}

export async function ledgerScene(): Promise<LedgerScene> {
  const units = new Map<string, number>();
  for (const name of new Set(PEOPLE.map(([, , unit]) => unit))) {
    units.set(name, (await database.unit.create({ data: { name, kind: "section" } })).id);
  }
  const [first, second] = await Promise.all(
    ["重型数控机床", "烤肉"].map((name, hue) =>
      database.chain.create({ data: { code: `c${hue}`, name, hue, position: hue } }),
    ),
  );
  const chainIds: [number, number] = [first?.id ?? 0, second?.id ?? 0];
  const actors = {} as Record<Person, SessionActor>;
  for (const [key, role, unit] of PEOPLE) {
    const unitId = units.get(unit) ?? null;
    const account = await database.account.create({
      data: {
        username: key,
        displayName: `${unit}${key}`,
        role,
        unitId,
        passwordHash: "",
        mustChangePassword: false,
      },
    });
    const chain = key === "otherLeader" ? chainIds[1] : chainIds[0];
    actors[key as Person] = {
      id: account.id,
      name: account.displayName,
      role,
      unitId,
      chainIds: role === "chain-leader" || role === "task-force" ? [chain] : [],
      address: "127.0.0.1",
      sessionId: key,
      post: "",
      unitName: unit,
      mustChangePassword: false,
    };
  }
  return {
    actors,
    chainIds,
    as: (person, now = NOW) => replaying(createCaller({ actor: actors[person], now })),
  };
}

export interface ProjectWish {
  name?: string;
  owner?: Person;
  planWan?: number;
  agreedWan?: number;
  /** Which milestones are approved, and on which day. */
  done?: Partial<Record<Milestone, string>>;
  patch?: BasicsPatch;
}

/** A project whose milestones have happened as they would have come in with a bureau's old ledger. */
export async function makeProject(scene: LedgerScene, wish: ProjectWish = {}): Promise<number> {
  const actor = scene.actors[wish.owner ?? "officer"];
  const lead = captureInput.parse({
    requestId: requestId(),
    name: wish.name ?? `主轴部件基地${requests}号`,
    investorName: "沈阳远松精密机械有限公司",
    originProvince: "辽宁省",
    chainId: scene.chainIds[0],
    intendedFen: (wish.planWan ?? 10_000) * WAN,
  });
  const { id } = await captureLead({ actor, now: new Date("2026-01-05T02:00:00Z") }, lead);
  const patch: BasicsPatch = {
    plannedTotalFen: (wish.planWan ?? 10_000) * WAN,
    agreedOutsideFen: (wish.agreedWan ?? 6_000) * WAN,
    ...wish.patch,
  };
  const facts = Object.entries(wish.done ?? {}).map(([milestone, occurredOn], index) => ({
    fact: {
      type: "MilestoneApproved",
      v: 1,
      milestone,
      occurredOn,
      statMonth: Number(occurredOn.slice(0, 7).replace("-", "")),
      patch: index === 0 ? patch : {},
      details: { amountFen: (wish.planWan ?? 10_000) * WAN },
      imported: true,
    } as Fact,
    occurredOn,
  }));
  if (facts.length > 0) {
    await record(
      { actor, now: new Date("2026-03-10T02:00:00Z") },
      { action: "test", projectIds: [id], decide: () => [{ id, facts }], answer: () => null },
    );
  }
  return id;
}

export const SIGNED = { contract: "2026-03-02" } as const;
export const STARTED = { contract: "2026-03-02", start: "2026-05-06" } as const;
