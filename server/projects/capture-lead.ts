/** 登记线索: a lead is a project at its first milestone. */
import "server-only";
import type { z } from "zod";
import type { captureLead as input } from "@/server/contracts/project";
import type { SuspectProject } from "@/server/contracts/project-list";
import { checkAmounts } from "@/server/domain/check-amounts";
import { dayOf } from "@/server/domain/periods";
import { can } from "@/server/domain/permissions";
import { type Basics, basicsSchema, type Fact } from "@/server/domain/project-facts";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { acceptUscc, findOrCreateEnterprise } from "@/server/enterprises";
import { type Database, rowOf, sql } from "@/server/platform/database";
import { record, type WriteContext } from "@/server/record/record";
import { acceptIndustry } from "./edit-project";
import { projectNumbers } from "./project-numbers";
import { suspectProjects } from "./suspect-duplicates";

export interface CapturedLead {
  id: number;
  number: string;
  version: number;
  /** What may be the same and was registered before: told with the answer, not only when somebody looks. */
  suspects: SuspectProject[];
}

const INVESTOR_LOCK = 20_261_130;
const WAIT_MS = 60_000;

/**
 * Registrations of one investor go one after another: whoever comes second sees the project of the first, and has the
 * later instant even when his request came in earlier and waited. Gives the instant of the first report. No deadlock: a
 * registration locks no project that is there already, and takes its locks in one order (request, new investors, this
 * investor, audit log).
 */
async function firstReportAt(db: Database, investorId: number | null, now: Date): Promise<string> {
  await db.$executeRaw(sql`SELECT pg_advisory_xact_lock(${INVESTOR_LOCK}::int, ${investorId}::int)`);
  const { last } = await rowOf<{ last: Date | null }>(
    db,
    sql`SELECT max(first_reported_at) AS last FROM project WHERE investor_id = ${investorId}
      AND first_reported_at BETWEEN ${now} AND ${new Date(now.getTime() + WAIT_MS)}`,
  );
  return last === null ? now.toISOString() : new Date(last.getTime() + 1).toISOString();
}

type Lead = z.output<typeof input>;

async function basicsOf(db: Database, { actor }: WriteContext, lead: Lead): Promise<Basics> {
  const { requestId: _, usccReason, investorUscc, ...given } = lead;
  const uscc = acceptUscc(investorUscc, usccReason);
  const investorId = await findOrCreateEnterprise(db, {
    name: lead.investorName,
    uscc: investorUscc,
    usccReason,
    province: lead.originProvince,
    city: lead.originCity,
    kind: lead.investorKind,
  });
  return basicsSchema.parse({
    ...given,
    investorId,
    investorUscc: uscc,
    industryCode: lead.industryCode && acceptIndustry(lead.industryCode),
    ownerId: actor.id,
    ownerUnitId: actor.unitId,
  });
}

/** Registers a lead; the server's second decides the first report (首报). */
export async function captureLead(context: WriteContext, lead: Lead): Promise<CapturedLead> {
  const { actor, now } = context;
  if (!can(actor, "project:capture")) throw new Refusal("not-permitted");
  const today = dayOf(now);
  if (lead.nextDueOn !== null && lead.nextDueOn < today)
    throw refuseAt("bad-day", "nextDueOn", "下一步日期不能早于今天");
  let suspects: SuspectProject[] = [];
  return record(
    { ...context, requestId: lead.requestId },
    {
      action: "project:capture",
      projectIds: [],
      async decide({ db, rules }) {
        const basics = await basicsOf(db, context, lead);
        const [number] = await projectNumbers(db, today, 1);
        if (number === undefined) throw new Error("no number for the project");
        checkAmounts({ intendedFen: lead.intendedFen }, {}, basics, rules, "");
        const firstReportedAt = await firstReportAt(db, basics.investorId, now);
        suspects = (await suspectProjects(actor, lead, db)).filter((s) => s.certainty !== null);
        const fact: Fact = {
          type: "LeadCaptured",
          v: 1,
          number,
          basics,
          reporterName: actor.name,
          reportingUnitId: actor.unitId,
          firstReportedAt,
          imported: false,
        };
        return [{ id: null, facts: [{ fact }] }];
      },
      answer: ([state]) => {
        if (!state) throw new Error("no project was recorded");
        return { id: state.id, number: state.number, version: state.version, suspects };
      },
    },
  );
}
