/** A district small enough to work out by hand, written through the record as an import would write it. */
import type { SessionActor } from "@/server/accounts";
import { FEN_PER_WAN } from "@/server/domain/amounts";
import { splitArrival } from "@/server/domain/ledger-entries";
import type { Milestone } from "@/server/domain/milestones";
import { lastDayOf, monthOfDay, type StatMonth } from "@/server/domain/periods";
import {
  type AgreementRow,
  agreementRowSchema,
  basicsSchema,
  type Fact,
  type LedgerRows,
} from "@/server/domain/project-facts";
import { database, reserveIds } from "@/server/platform/database";
import { type NewFact, record } from "@/server/record/record";
import { makeActor } from "../support/actors";

export const NOW = new Date("2026-11-24T02:00:00Z");
const HOME = "黑龙江省";

/** [day, 万元], and the stat month when the paper came late. */
export type Signing = readonly [day: string, wan: number, statMonth?: StatMonth];

export interface Wish {
  name?: string;
  chain?: number | null;
  unit?: number | null;
  street?: number | null;
  province?: string;
  industry?: string | null;
  planWan?: number | null;
  agreedWan?: number | null;
  landless?: boolean;
  framework?: readonly Signing[];
  contract?: readonly Signing[];
  supplement?: readonly Signing[];
  /** [day, 万元] booked against the first contract. */
  contractCorrection?: Signing;
  done?: Partial<Record<Milestone, string>>;
  ended?: string;
  arrivals?: readonly {
    on: string;
    wan: number;
    from?: string;
    currency?: string;
    cents?: number;
    opening?: boolean;
    statMonth?: StatMonth;
  }[];
  investments?: readonly {
    month: StatMonth;
    wan: number;
    basis?: "official" | "dispatch";
    opening?: boolean;
  }[];
  sensitive?: boolean;
  owner?: number | null;
}

const fen = (wan: number) => Math.round(wan * FEN_PER_WAN);

async function agreements(wish: Wish): Promise<NewFact[]> {
  const rows = (["framework", "contract", "supplement"] as const).flatMap((kind) =>
    (wish[kind] ?? []).map((s) => ({ kind, s })),
  );
  const ids = await reserveIds(database, "agreement", rows.length + 1);
  const fact = (
    entryId: number,
    kind: AgreementRow["kind"],
    [signedOn, wan, statMonth]: Signing,
    correctionOfId: number | null,
  ): NewFact => ({
    fact: {
      type: "EntryApproved",
      v: 1,
      ledger: "agreement",
      entryId,
      opening: false,
      correctionOfId,
      statMonth: statMonth ?? monthOfDay(signedOn),
      row: agreementRowSchema.parse({ kind, signedOn, amountFen: fen(wan) }),
    },
    occurredOn: signedOn,
  });
  const facts = rows.map(({ kind, s }, i) => fact(ids[i] ?? 0, kind, s, null));
  const contract = rows.findIndex((r) => r.kind === "contract");
  if (wish.contractCorrection && contract >= 0)
    facts.push(fact(ids.at(-1) ?? 0, "contract", wish.contractCorrection, ids[contract] ?? 0));
  return facts;
}

function milestones(wish: Wish): NewFact[] {
  const [contract] = wish.contract ?? [];
  const all: [Milestone, string, StatMonth | undefined][] = contract
    ? [["contract", contract[0], contract[2]]]
    : [];
  for (const [kind, day] of Object.entries(wish.done ?? {}) as [Milestone, string][])
    all.push([kind, day, undefined]);
  return all.map(([milestone, occurredOn, statMonth]) => ({
    fact: {
      type: "MilestoneApproved",
      v: 1,
      milestone,
      occurredOn,
      statMonth: statMonth ?? monthOfDay(occurredOn),
      patch: {},
      details: {},
      imported: true,
    },
    occurredOn,
  }));
}

async function ledgers(wish: Wish): Promise<NewFact[]> {
  const given: {
    ledger: "arrival" | "investment";
    row: LedgerRows["arrival"] | LedgerRows["investment"];
    statMonth: number;
    opening: boolean;
    on: string;
  }[] = [
    ...(wish.arrivals ?? []).map((a) => {
      const amountFen = fen(a.wan);
      const from = a.from ?? "江苏省";
      return {
        ledger: "arrival" as const,
        on: a.on,
        statMonth: a.statMonth ?? monthOfDay(a.on),
        opening: a.opening ?? false,
        row: {
          arrivedOn: a.on,
          payerName: "",
          sourceProvince: from,
          currency: a.currency ?? "CNY",
          originalCents: a.cents ?? amountFen,
          amountFen,
          ...splitArrival(amountFen, from, HOME),
          useKind: "fixed" as const,
          voucherKind: "",
          voucherNumber: "",
          note: "",
        },
      };
    }),
    ...(wish.investments ?? []).map((i) => ({
      ledger: "investment" as const,
      on: lastDayOf(i.month),
      statMonth: i.month,
      opening: i.opening ?? false,
      row: {
        month: i.month,
        basis: i.basis ?? ("official" as const),
        constructionFen: null,
        installationFen: null,
        equipmentFen: null,
        otherFen: null,
        totalFen: fen(i.wan),
        note: "",
      },
    })),
  ];
  const facts: NewFact[] = [];
  for (const { ledger, row, statMonth, opening, on } of given) {
    const [entryId = 0] = await reserveIds(database, ledger, 1);
    facts.push({
      fact: { type: "EntryApproved", v: 1, ledger, entryId, row, statMonth, opening, correctionOfId: null },
      occurredOn: on,
    });
  }
  return facts;
}

let made = 0;

async function factsOf(wish: Wish, actor: SessionActor): Promise<NewFact[]> {
  made++;
  const basics = basicsSchema.parse({
    name: wish.name ?? `项目${made}`,
    chainId: wish.chain ?? null,
    leadUnitId: wish.unit ?? null,
    streetUnitId: wish.street ?? null,
    originProvince: wish.province ?? "",
    industryCode: wish.industry ?? null,
    sensitivity: wish.sensitive ? "sensitive" : "internal",
    plannedTotalFen: wish.planWan === null || wish.planWan === undefined ? null : fen(wish.planWan),
    agreedOutsideFen: typeof wish.agreedWan === "number" ? fen(wish.agreedWan) : null,
    landMode: wish.landless ? "无需用地" : "",
    ownerId: wish.owner ?? null,
  });
  const captured: Fact = {
    type: "LeadCaptured",
    v: 1,
    number: `T-${process.pid}-${made}`,
    basics,
    reporterName: actor.name,
    reportingUnitId: null,
    firstReportedAt: "2020-01-01T00:00:00.000Z",
    imported: true,
  };
  const left: NewFact[] = wish.ended
    ? [
        {
          fact: {
            type: "LeftMainLine",
            v: 1,
            to: "ended",
            on: wish.ended,
            reasonCode: "contract",
            reason: "解除合同",
            reviewOn: null,
          },
          occurredOn: wish.ended,
        },
      ]
    : [];
  return [
    { fact: captured, occurredOn: "2020-01-01" },
    ...milestones(wish),
    ...(await agreements(wish)),
    ...(await ledgers(wish)),
    ...left,
  ];
}

let recorder: SessionActor | null = null;

/** What comes late counts in the first open month. */
const notBefore = (open: StatMonth, { fact, ...rest }: NewFact): NewFact => ({
  ...rest,
  fact:
    (fact.type === "EntryApproved" || fact.type === "MilestoneApproved") && fact.statMonth !== null
      ? { ...fact, statMonth: Math.max(fact.statMonth, open) }
      : fact,
});

/** Records projects, each with its whole history, in one transaction; answers their ids. */
export async function settle(wishes: readonly Wish[], open: StatMonth = 0, now = NOW): Promise<number[]> {
  recorder ??= await makeActor("statistician");
  const actor = recorder;
  const writes: { id: null; facts: NewFact[] }[] = [];
  for (const wish of wishes)
    writes.push({ id: null, facts: (await factsOf(wish, actor)).map((fact) => notBefore(open, fact)) });
  return record(
    { actor, now },
    { action: "test", projectIds: [], decide: () => writes, answer: (states) => states.map((s) => s.id) },
  );
}

/** One more fact for a project that is already there. */
export async function append(id: number, facts: NewFact[], now = NOW): Promise<void> {
  recorder ??= await makeActor("statistician");
  await record(
    { actor: recorder, now },
    { action: "test", projectIds: [id], decide: () => [{ id, facts }], answer: () => null },
  );
}

export interface LittleDistrict {
  /** 重型数控机床 and 冰雪体育 are 承接; 现代医疗 is 创新; 旧链 was closed. */
  chains: [machines: number, ice: number, health: number, closed: number];
  units: [industry: number, culture: number];
  streets: [first: number, second: number];
}

export async function foundDistrict(): Promise<LittleDistrict> {
  const unit = async (name: string, kind: string, position: number) =>
    (await database.unit.create({ data: { name, kind, position } })).id;
  const chain = async (name: string, position: number, category: string, active = true) =>
    (
      await database.chain.create({
        data: {
          code: name,
          name,
          hue: position,
          position,
          active,
          categories: { create: { category, validFrom: new Date("2021-01-01") } },
        },
      })
    ).id;
  return {
    units: [await unit("区工信局", "department", 1), await unit("区文旅局", "department", 2)],
    streets: [await unit("中华街道", "street", 3), await unit("高新园区", "park", 4)],
    chains: [
      await chain("重型数控机床", 0, "承接"),
      await chain("冰雪体育", 1, "承接"),
      await chain("现代医疗", 2, "创新"),
      await chain("旧链", 3, "创新", false),
    ],
  };
}
