/** One dispute on its own page: both sides, their papers, every step, and what the reader may do now. */
import "server-only";
import type {
  AttributionEntry,
  DisputeCard,
  DisputePaper,
  DisputeSide,
} from "@/server/contracts/attribution";
import { type AttributionFact, SIDES, type Side } from "@/server/domain/attribution-facts";
import { attributionWords } from "@/server/domain/attribution-words";
import { type Dispute, standOn } from "@/server/domain/dispute-state";
import { type Day, dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import type { NameBook } from "@/server/organisation";
import { database, rowsOf, sql } from "@/server/platform/database";
import { mayOn } from "@/server/projects";
import type { AttributionStep } from "@/server/record/load-attribution";
import { loadProjects } from "@/server/record/load-project";
import { rightsIn, type Standing, seesPapersOf } from "./dispute-standing";
import { proofOf } from "./dispute-verbs";
import { findDispute, projectOf } from "./find-dispute";
import { namedShares, namesNow, unitIn } from "./names";

interface PaperRow extends DisputePaper {
  requirement: string;
}

const papersOf = (disputeId: number): Promise<PaperRow[]> =>
  rowsOf<PaperRow>(
    database,
    sql`SELECT l.id AS "linkId", l.requirement, l.original_name AS name, f.media_type AS "mediaType", f.size,
        to_json(l.attached_at)#>>'{}' AS "attachedAt"
      FROM evidence_paper l JOIN evidence_file f ON f.id = l.file_id
      WHERE l.subject_kind = 'dispute' AND l.subject_id = ${disputeId} ORDER BY l.id`,
  );

const unitOf = (dispute: Dispute, side: Side): number =>
  side === "challenger" ? dispute.challengerUnitId : dispute.respondentUnitId;

function sideCard(
  side: Side,
  dispute: Dispute,
  standing: Standing,
  papers: readonly PaperRow[],
  names: NameBook,
  today: Day,
): DisputeSide {
  const mine = papers.filter((p) => p.requirement === proofOf(side));
  const unitId = unitOf(dispute, side);
  return {
    unitId,
    unit: unitIn(names, unitId),
    closed: dispute.evidenceClosed[side],
    papers: mine.length,
    files: seesPapersOf(standing, side, dispute, today)
      ? mine.map(({ requirement: _, ...paper }) => paper)
      : null,
  };
}

/** The side that a step was taken by; null for who stands above them. */
function sideBehind(fact: AttributionFact): Side | null {
  switch (fact.type) {
    case "DisputeRaised":
    case "DisputeConsented":
    case "DisputeWithdrawn":
      return "challenger";
    case "DisputeEvidenceClosed":
    case "DisputeAppealed":
      return fact.side;
    default:
      return null;
  }
}

/** Of the two sides the unit is named, of who mediates and rules the person. */
function entryOf(step: AttributionStep, dispute: Dispute, names: NameBook): AttributionEntry {
  const side = sideBehind(step.fact);
  const who = side === null ? names.account(step.actorId) : unitIn(names, unitOf(dispute, side));
  const told = attributionWords(step.fact, (id) => unitIn(names, id));
  return { version: step.version, at: step.at.toISOString(), who: who ?? "系统", ...told };
}

const seenBy = (actor: Actor, state: ProjectState | undefined) =>
  state && state.off?.state !== "withdrawn" && mayOn(actor, "project:read", state)
    ? { id: state.id, name: state.basics.name }
    : null;

export async function disputeCard(
  { actor, now }: { actor: Actor; now: Date },
  id: number,
): Promise<DisputeCard> {
  const today: Day = dayOf(now);
  const projectId = await projectOf(database, "dispute", id);
  const state = (await loadProjects(database, [projectId], { lock: false })).get(projectId);
  const { dispute, standing, attribution, version } = await findDispute(database, actor, id, state);
  const ownId = dispute.ownProjectId;
  const [names, papers, own] = await Promise.all([
    namesNow(today),
    papersOf(id),
    ownId === null ? null : loadProjects(database, [ownId], { lock: false }),
  ]);
  const { step, due } = standOn(dispute, today);
  const steps = attribution.steps.filter(({ fact }) => "disputeId" in fact && fact.disputeId === id);
  const [challenger, respondent] = SIDES.map((side) =>
    sideCard(side, dispute, standing, papers, names, today),
  );
  if (!challenger || !respondent) throw new Error("a dispute has two sides");
  return {
    id,
    version,
    projectId,
    step,
    dueOn: due?.dueOn ?? null,
    raisedOn: dispute.raisedOn,
    challenger,
    respondent,
    project: seenBy(actor, state),
    ownRegistered: ownId !== null,
    ownProject: ownId === null ? null : seenBy(actor, own?.get(ownId)),
    proposed: namedShares(dispute.proposed, names),
    shares: dispute.shares && namedShares(dispute.shares, names),
    entries: steps.map((s) => entryOf(s, dispute, names)).reverse(),
    rights: rightsIn(standing, dispute, today),
  };
}
