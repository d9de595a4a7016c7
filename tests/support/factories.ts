/**
 * A bureau and projects at a wished stage for tests that need a whole scene. Projects are told by the chronicle of the
 * demo district and stored by the record's own code, so none of them could not exist.
 */
import type { SessionActor } from "@/server/accounts";
import type { Milestone } from "@/server/domain/milestones";
import { rankOf } from "@/server/domain/milestones";
import { addDays, type Day, dayOf } from "@/server/domain/periods";
import type { Role } from "@/server/domain/permissions";
import { type BasicsPatch, basicsSchema } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { startingRules } from "@/server/domain/rules";
import { database, reserveIds } from "@/server/platform/database";
import { environment } from "@/server/platform/environment";
import { storeHistories } from "@/server/record/store-histories";
import { CHAINS, type ChainCode, chainOf, leadUnitOf } from "./demo/bureau-chains";
import { headOf, PEOPLE, person, UNITS, unitNamed } from "./demo/bureau-people";
import { instantAt } from "./demo/calendar";
import { Chronicle, type IdKind } from "./demo/chronicle";
import { demoDistrict } from "./demo/district";
import { demoUscc, LOCAL_SERIAL } from "./demo/enterprises";
import {
  advanceSequences,
  inTransaction,
  storeAnchors,
  storeBureau,
  storeFiles,
  storeSettings,
} from "./demo/store";

const OPENED_AT = "2024-01-01T01:00:00Z";

/** Units, chains, people, targets and files of the demo district, without a project. Needs an empty database. */
export async function makeBureau(today: Day = dayOf(new Date())): Promise<void> {
  const district = demoDistrict({ today });
  await inTransaction(async (db) => {
    await storeSettings(db, district);
    await storeBureau(db, district, OPENED_AT);
    await storeAnchors(db, district.anchors, OPENED_AT);
    await storeFiles(db, district, environment.dataDirectory, person("keyuan").id, OPENED_AT);
    await advanceSequences(db);
  });
}

/** An account of the demo bureau as its session presents it. */
export function actorNamed(username: string): SessionActor {
  const { id, name, role, unitId, post } = person(username);
  const chains =
    role === "chain-leader" || role === "task-force" ? CHAINS.filter((c) => servesChain(username, c.id)) : [];
  return {
    id,
    name,
    role,
    unitId,
    post,
    chainIds: chains.map((c) => c.id),
    address: "127.0.0.1",
    sessionId: `session-${id}`,
    unitName: UNITS[unitId - 1]?.name ?? null,
    mustChangePassword: false,
  };
}

const servesChain = (username: string, chainId: number): boolean =>
  demoDistrict({ today: "2026-10-31", projects: 1 }).appointments.some(
    (a) => a.chainId === chainId && a.accountId === person(username).id && a.validTo === null,
  );

/** The demo account of a role. */
export const actorOf = (role: Role): SessionActor =>
  actorNamed(PEOPLE.find((p) => p.role === role)?.username ?? "");

export interface ProjectWish {
  stage?: Milestone;
  name?: string;
  chain?: ChainCode;
  /** Username of the officer in charge. */
  owner?: string;
  street?: string;
  capturedOn?: Day;
  plannedFen?: number;
  basics?: BasicsPatch;
}

const PATH: readonly Milestone[] = [
  "negotiation",
  "contract",
  "registration",
  "filing",
  "land",
  "start",
  "statistics",
  "building",
  "completion",
  "production",
  "full-capacity",
];
const DAYS_BETWEEN = 8;

let made = 0;

function papersAt(
  milestone: Milestone,
  on: Day,
  wish: Required<Pick<ProjectWish, "plannedFen" | "street">> & { chainId: number },
): { patch: BasicsPatch; details: Record<string, unknown> } {
  const { plannedFen } = wish;
  const given: Partial<Record<Milestone, { patch?: BasicsPatch; details?: Record<string, unknown> }>> = {
    negotiation: { patch: { leadUnitId: leadUnitOf(wish.chainId).id }, details: { verdict: "跟进" } },
    framework: { details: { amountFen: plannedFen, validUntil: addDays(on, 365) } },
    contract: {
      patch: {
        plannedTotalFen: plannedFen,
        plannedFixedFen: Math.round(plannedFen * 0.8),
        agreedOutsideFen: plannedFen,
        plannedStartOn: addDays(on, 60),
      },
      details: { amountFen: plannedFen },
    },
    registration: {
      patch: {
        companyName: `齐齐哈尔试验${made}有限公司`,
        companyUscc: demoUscc("230203", LOCAL_SERIAL * 2 + made),
      },
    },
    filing: {
      patch: {
        projectCode: `${on.slice(2, 4)}${on.slice(5, 7)}-230203-04-01-${String(made).padStart(6, "0")}`,
        filedTotalFen: plannedFen,
        industryCode: "3421",
      },
    },
    land: { patch: { streetUnitId: unitNamed(wish.street).id, landMode: "出让" } },
    start: { details: { checker: "区住建局 杜长林" } },
    statistics: { patch: { statisticsCode: `230203${made}` }, details: { entryMonth: on.slice(0, 7) } },
    "full-capacity": { details: { output: "年产值8000万元" } },
  };
  return { patch: given[milestone]?.patch ?? {}, details: given[milestone]?.details ?? {} };
}

const reviewerAt = (milestone: Milestone, ownerUnitId: number): number => {
  const level = startingRules.gates[milestone].approval;
  return (
    level === "director" ? person("juzhang") : level === "statistics" ? person("tongji") : headOf(ownerUnitId)
  ).id;
};

async function blocksOfIds(): Promise<(kind: IdKind) => number> {
  const ids: Record<IdKind, number[]> = { agreement: [], arrival: [], investment: [], evidence_link: [] };
  for (const kind of ["agreement", "evidence_link"] as const)
    ids[kind] = await reserveIds(database, kind, 30);
  return (kind) => {
    const id = ids[kind].shift();
    if (id === undefined) throw new Error(`no ids left for ${kind}`);
    return id;
  };
}

/** A project at the wished stage, one milestone every eight days from the lead on. The bureau must be there. */
export async function makeProject(wish: ProjectWish = {}): Promise<ProjectState> {
  made += 1;
  const {
    stage = "lead",
    capturedOn = "2026-03-02",
    plannedFen = 8_000_000_000,
    street = "装备制造园区",
  } = wish;
  const owner = person(wish.owner ?? "keyuan");
  const chainId = chainOf(wish.chain ?? "machine-tools").id;
  const chronicle = new Chronicle(startingRules, await blocksOfIds());
  const at = (day: Day, minute: number) => instantAt(day, minute);
  const basics = basicsSchema.parse({
    name: wish.name ?? `试验项目${made}`,
    content: "建设车间及配套",
    chainId,
    ownerId: owner.id,
    ownerUnitId: owner.unitId,
    intendedFen: plannedFen,
    investorName: `沈阳试验${made}机床有限公司`,
    originProvince: "辽宁省",
    ...wish.basics,
  });
  const [{ n } = { n: 0n }] = await database.$queryRawUnsafe<{ n: bigint }[]>(
    "SELECT nextval('project_number_seq') AS n",
  );
  chronicle.capture(
    `2026-${String(n).padStart(5, "0")}`,
    basics,
    { name: owner.name, unitId: owner.unitId },
    { at: at(capturedOn, 540), by: owner.id },
  );
  chronicle.followUp(
    { kind: "visit", on: capturedOn, summary: "赴企业考察", people: "", nextStep: "", nextOn: null },
    { at: at(capturedOn, 600), by: owner.id },
  );
  const route =
    stage === "framework"
      ? (["negotiation", "framework"] as const)
      : PATH.filter((m) => rankOf(m) <= rankOf(stage));
  route.forEach((milestone, i) => {
    const on = addDays(capturedOn, (i + 1) * DAYS_BETWEEN);
    const stamp = { at: at(on, 600), by: owner.id };
    for (const [kind] of startingRules.gates[milestone].evidence) {
      if (kind) chronicle.attach(kind, { fileId: 1, name: `${kind}.pdf` }, stamp);
    }
    chronicle.submit(milestone, on, papersAt(milestone, on, { chainId, plannedFen, street }), stamp);
    chronicle.approve(milestone, { at: at(on, 660), by: reviewerAt(milestone, owner.unitId) });
  });
  const [state] = await inTransaction((db) =>
    storeHistories(db, startingRules, new Map(), [{ id: null, facts: chronicle.facts }]),
  );
  if (!state) throw new Error("no project was stored");
  return state;
}
