/** Everything the head of a project's page needs, in three queries: the rules, the frame with its names, the state. */
import "server-only";
import type {
  AgreementEntry,
  MilestoneEntry,
  ProjectCard,
  ProjectNames,
  ProjectRights,
} from "@/server/contracts/project-card";
import { clockOf, lightOn, lightStory } from "@/server/domain/clocks";
import type { Milestone } from "@/server/domain/milestones";
import { type Day, dayOf } from "@/server/domain/periods";
import { type Action, type Actor, can } from "@/server/domain/permissions";
import { gateOf, nextMilestones } from "@/server/domain/pipeline";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import { type Rules, tierOf } from "@/server/domain/rules";
import { database, rowsOf, sql } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { rulesInForce } from "@/server/record/load-rules";
import { mayApprove } from "./advance-project";
import { leadCard } from "./lead-card";
import { asKnown, hiddenAmong } from "./merged-names";
import { noteSensitiveView } from "./project-card-access";
import { changesOf, detailsOf, maskContacts, noNames, type Reader } from "./project-card-words";
import { maskedFor, projectsFor } from "./project-scope";
import { mayOn } from "./project-subject";

type StoredMilestone = Omit<MilestoneEntry, "details" | "undated"> & { details: Record<string, unknown> };

interface Frame extends ProjectNames {
  masked: boolean;
  imported: boolean;
  milestones: StoredMilestone[];
  agreements: AgreementEntry[];
  /** Σ approved arrivals from outside the province and from abroad, in fen. */
  outsideFen: number;
  chainNames: Record<string, string>;
  unitNames: Record<string, string>;
}

const chainOf = (today: Day) => sql`(SELECT json_build_object('id', c.id, 'name', c.name, 'hue', c.hue,
    'category', (SELECT category FROM chain_category cc WHERE cc.chain_id = c.id AND cc.valid_from <= ${today}::date
      AND (cc.valid_to IS NULL OR cc.valid_to >= ${today}::date) ORDER BY cc.id DESC LIMIT 1),
    'leader', (SELECT coalesce(ap.person_name, a.display_name) FROM chain_appointment ap LEFT JOIN account a ON a.id = ap.account_id
      WHERE ap.chain_id = c.id AND ap.role = 'leader' AND ap.valid_from <= ${today}::date
        AND (ap.valid_to IS NULL OR ap.valid_to >= ${today}::date) ORDER BY ap.id DESC LIMIT 1))
  FROM chain c WHERE c.id = p.chain_id)`;

const MILESTONES_OF = sql`(SELECT json_agg(json_build_object('kind', m.kind, 'status', m.status, 'occurredOn', m.occurred_on::text,
    'statMonth', m.stat_month, 'recordedBy', r.display_name, 'recordedAt', m.recorded_at, 'approvedBy', a.display_name,
    'approvedAt', m.approved_at, 'returnReason', m.return_reason, 'imported', m.imported, 'details', m.details) ORDER BY m.id)
  FROM (SELECT DISTINCT ON (kind) * FROM milestone WHERE project_id = p.id AND voided_at IS NULL ORDER BY kind, id DESC) m
  LEFT JOIN account r ON r.id = m.recorded_by_id LEFT JOIN account a ON a.id = m.approved_by_id)`;

const AGREEMENTS_OF = sql`(SELECT json_agg(json_build_object('id', g.id, 'kind', g.kind, 'status', g.status,
    'signedOn', g.signed_on::text, 'statMonth', g.stat_month, 'amountFen', g.amount_fen, 'documentNumber', g.document_number,
    'counterpart', g.counterpart, 'event', g.event, 'validUntil', g.valid_until::text, 'opening', g.opening)
    ORDER BY g.signed_on, g.id)
  FROM agreement g WHERE g.project_id = p.id AND g.voided_at IS NULL)`;

async function frameOf(actor: Actor, id: number, today: Day): Promise<Frame> {
  const [frame] = await rowsOf<Frame>(
    database,
    sql`SELECT ${maskedFor(actor)} AS masked, p.import_id IS NOT NULL AS imported, ${chainOf(today)} AS chain,
        lu.name AS "leadUnit", su.name AS street, o.display_name AS owner, ou.name AS "ownerUnit", ru.name AS "reportingUnit",
        coalesce(${MILESTONES_OF}, '[]') AS milestones, coalesce(${AGREEMENTS_OF}, '[]') AS agreements,
        (SELECT coalesce(sum(outside_fen + foreign_fen), 0)::bigint FROM arrival v
          WHERE v.project_id = p.id AND v.status = 'approved' AND v.voided_at IS NULL) AS "outsideFen",
        (SELECT coalesce(json_object_agg(id, name), '{}') FROM chain) AS "chainNames",
        (SELECT coalesce(json_object_agg(id, name), '{}') FROM unit) AS "unitNames"
      FROM project p LEFT JOIN unit lu ON lu.id = p.lead_unit_id LEFT JOIN unit su ON su.id = p.street_unit_id
        LEFT JOIN account o ON o.id = p.owner_id LEFT JOIN unit ou ON ou.id = p.owner_unit_id
        LEFT JOIN unit ru ON ru.id = p.reporting_unit_id
      WHERE p.id = ${id} AND ${projectsFor(actor, "project:read")}`,
  );
  if (!frame) throw new Refusal("not-found");
  return frame;
}

/** What the actor may do on this project. */
export function rightsOn(actor: Actor, state: ProjectState): ProjectRights {
  const may = (action: Action) => can(actor, action) && mayOn(actor, action, state);
  return {
    edit: may("project:edit"),
    submit: may("milestone:submit"),
    leave: may("project:leave"),
    assign: may("project:assign"),
    judge: may("project:judge"),
    followUp: may("follow-up:log"),
    attach: may("evidence:attach"),
    readEvidence: may("evidence:read"),
    readContacts: may("contact:read"),
    readEntries: may("entry:read"),
    draftEntries: may("entry:draft"),
  };
}

/** Amounts that do not fit each other: filed against contract by more than a fifth, arrivals and investment above the plan. */
export function doubtsOf(
  { basics, contractFen, investedFen }: Pick<ProjectState, "basics" | "contractFen" | "investedFen">,
  outsideFen: number,
): string[] {
  const { filedTotalFen, agreedOutsideFen, plannedTotalFen } = basics;
  const doubts: string[] = [];
  if (filedTotalFen && contractFen && Math.abs(filedTotalFen - contractFen) * 5 > contractFen) {
    doubts.push("备案总投资与合同金额相差超过 20%，请核对");
  }
  if (agreedOutsideFen !== null && outsideFen > agreedOutsideFen)
    doubts.push("累计到位的省外资金和外资超过约定金额");
  if (plannedTotalFen && investedFen * 10 > plannedTotalFen * 11)
    doubts.push("累计固定资产投资超过计划总投资的 110%");
  return doubts;
}

/** In the order in which the gate asks; what it does not ask for follows. The database keeps keys in an order of its own. */
const inOrder = <T extends object>(values: T, order: readonly string[]): T => {
  const placeOf = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => placeOf(a) - placeOf(b))) as T;
};

function pendingOf(actor: Actor, state: ProjectState, rules: Rules, frame: Frame, reader: Reader) {
  return (Object.keys(state.milestones) as Milestone[]).flatMap((kind) => {
    const m = state.milestones[kind];
    if (m?.status !== "submitted") return [];
    const { approval, fields, details } = rules.gates[kind];
    return [
      {
        kind,
        occurredOn: m.occurredOn,
        submittedBy: frame.milestones.find((f) => f.kind === kind)?.recordedBy ?? null,
        approval,
        changes: changesOf(state.basics, inOrder(m.patch, fields), reader),
        details: detailsOf(inOrder(m.details, details)),
        own: m.recordedById === actor.id,
        mayWithdraw: m.recordedById === actor.id && mayOn(actor, "milestone:submit", state),
        mayApprove: !state.off && mayApprove(actor, state, approval),
      },
    ];
  });
}

const nextOf = (state: ProjectState, rules: Rules, frame: Frame) =>
  nextMilestones(state, rules)
    .filter((m) => state.milestones[m]?.status !== "submitted")
    .map((milestone) => ({
      milestone,
      approval: rules.gates[milestone].approval,
      missing: gateOf(state, milestone, rules).filter((r) => !r.met),
      returnReason: frame.milestones.find((m) => m.kind === milestone)?.returnReason ?? null,
    }));

function lightOf(state: ProjectState, rules: Rules, today: Day) {
  const clock = clockOf(state, rules);
  const colour = lightOn(clock, today);
  const since = colour === "late" ? clock.lateOn : colour === "warning" ? clock.warnOn : null;
  return { colour, since, reason: lightStory(clock, today) };
}

function maskedCard(state: ProjectState, frame: Frame, rules: Rules): ProjectCard {
  const tier = tierOf(state.basics.plannedTotalFen ?? state.basics.intendedFen, rules.tiers);
  return {
    masked: true,
    id: state.id,
    chain: frame.chain && { name: frame.chain.name, hue: frame.chain.hue },
    tierFromFen: tier || null,
    tierToFen: rules.tiers.find((t) => t > tier) ?? null,
    reportingUnit: frame.reportingUnit,
    firstReportedOn: dayOf(new Date(state.firstReportedAt)),
  };
}

export async function projectCard(
  { actor, now }: { actor: Actor; now: Date },
  id: number,
): Promise<ProjectCard> {
  const today = dayOf(now);
  const rules = await rulesInForce(database, today);
  const frame = await frameOf(actor, id, today);
  const state = (await loadProjects(database, [id], { lock: false })).get(id);
  if (!state) throw new Refusal("not-found");
  if (frame.masked) return maskedCard(state, frame, rules);
  if (state.basics.sensitivity === "sensitive") await noteSensitiveView(actor, now, state);
  const absorbed = state.absorbed.map((side) => side.id);
  const hidden = await hiddenAmong(actor, absorbed);
  const rights = rightsOn(actor, state);
  const reader = {
    names: { ...noNames, chain: frame.chainNames, unit: frame.unitNames },
    contacts: rights.readContacts,
  };
  const { chain, leadUnit, street, owner, ownerUnit, reportingUnit } = frame;
  const { frameworkFen, contractFen, arrivedFen, investedFen } = state;
  return {
    masked: false,
    id,
    number: state.number,
    version: state.version,
    today,
    basics: rights.readContacts ? state.basics : maskContacts(state.basics),
    names: { chain, leadUnit, street, owner, ownerUnit, reportingUnit },
    reporterName: state.reporterName,
    firstReportedAt: state.firstReportedAt,
    imported: frame.imported,
    stage: state.stage,
    stageSince: state.stageSince,
    absorbed: state.absorbed.map((side) => asKnown(side, hidden)),
    off: state.off && { ...state.off, state: state.off.state as "held" | "ended" | "lost" },
    light: lightOf(state, rules, today),
    amounts: { frameworkFen, contractFen, arrivedFen, investedFen },
    milestones: frame.milestones.map((m) => ({
      ...m,
      undated: m.details.undated === true,
      details: detailsOf(m.details),
    })),
    pending: pendingOf(actor, state, rules, frame, reader),
    next: nextOf(state, rules, frame),
    agreements: frame.agreements,
    doubts: doubtsOf(state, frame.outsideFen),
    lead: leadCard(state, rules, today),
    rights,
  };
}
