/** The rows of disputes, transfers and shares. Each is made anew from its facts, which the same transaction has just stored. */
import "server-only";
import { isAttribution } from "@/server/domain/attribution-facts";
import type { Deadline } from "@/server/domain/deadlines";
import type { Dispute } from "@/server/domain/dispute-state";
import type { Transfer } from "@/server/domain/transfer";
import { type ColumnTypes, type Database, insertRows } from "@/server/platform/database";
import { type Attribution, type AttributionStep, loadAttribution, sharesSetBy } from "./load-attribution";
import type { StoredFact } from "./stored-fact";

const DUE = { due_on: "date", head_on: "date", director_on: "date" };
const dueColumns = (due: Deadline | null) => ({
  due_on: due?.dueOn ?? null,
  head_on: due?.headOn ?? null,
  director_on: due?.directorOn ?? null,
});

const DISPUTE_COLUMNS: ColumnTypes = {
  id: "integer",
  project_id: "integer",
  own_project_id: "integer",
  challenger_id: "integer",
  challenger_unit_id: "integer",
  respondent_unit_id: "integer",
  raised_on: "date",
  step: "text",
  ...DUE,
  then_step: "text",
  then_due_on: "date",
  then_head_on: "date",
  then_director_on: "date",
  challenger_closed: "boolean",
  respondent_closed: "boolean",
  changed_at: "timestamptz",
};

const disputeRow = (dispute: Dispute, projectId: number) => ({
  id: dispute.id,
  project_id: projectId,
  own_project_id: dispute.ownProjectId,
  challenger_id: dispute.challengerId,
  challenger_unit_id: dispute.challengerUnitId,
  respondent_unit_id: dispute.respondentUnitId,
  raised_on: dispute.raisedOn,
  step: dispute.step,
  ...dueColumns(dispute.due),
  then_step: dispute.afterwards?.step ?? null,
  then_due_on: dispute.afterwards?.due?.dueOn ?? null,
  then_head_on: dispute.afterwards?.due?.headOn ?? null,
  then_director_on: dispute.afterwards?.due?.directorOn ?? null,
  challenger_closed: dispute.evidenceClosed.challenger,
  respondent_closed: dispute.evidenceClosed.respondent,
});

const TRANSFER_COLUMNS: ColumnTypes = {
  id: "integer",
  project_id: "integer",
  from_unit_id: "integer",
  to_unit_id: "integer",
  kept_basis_points: "integer",
  proposed_by_id: "integer",
  proposed_on: "date",
  reason: "text",
  step: "text",
  ...DUE,
  owner_id: "integer",
  changed_at: "timestamptz",
};

const transferRow = (transfer: Transfer, projectId: number) => ({
  id: transfer.id,
  project_id: projectId,
  from_unit_id: transfer.fromUnitId,
  to_unit_id: transfer.toUnitId,
  kept_basis_points: transfer.keptBasisPoints,
  proposed_by_id: transfer.proposedById,
  proposed_on: transfer.proposedOn,
  reason: transfer.reason,
  step: transfer.step,
  ...dueColumns(transfer.due),
  owner_id: transfer.ownerId,
});

const replacing = (columns: ColumnTypes): string =>
  `ON CONFLICT (id) DO UPDATE SET ${Object.keys(columns)
    .filter((name) => name !== "id")
    .map((name) => `"${name}" = EXCLUDED."${name}"`)
    .join(", ")}`;

type Told = Pick<AttributionStep, "fact" | "version" | "on">;

/** The parts that a fact sets, as rows. */
const shareRows = ({ fact, version, on }: Told, projectId: number) =>
  (sharesSetBy(fact) ?? []).map((share) => ({
    project_id: projectId,
    version,
    unit_id: share.unitId,
    basis_points: share.basisPoints,
    effective_on: on,
    source: "disputeId" in fact ? "dispute" : "transfer",
    source_id: "disputeId" in fact ? fact.disputeId : fact.transferId,
  }));

/** Every row that the facts of one project make. When a row changed is no fact of the project. */
export function attributionRows(projectId: number, { steps, disputes, transfers }: Attribution) {
  return {
    dispute: [...disputes.values()].map((d) => disputeRow(d, projectId)),
    transfer: [...transfers.values()].map((t) => transferRow(t, projectId)),
    attribution_share: steps.flatMap((step) => shareRows(step, projectId)),
  };
}

async function saveShares(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const rows = facts.flatMap(({ fact, projectId, version, occurredOn: on }) =>
    isAttribution(fact) ? shareRows({ fact, version, on }, projectId) : [],
  );
  const columns = {
    project_id: "integer",
    version: "integer",
    unit_id: "integer",
    basis_points: "integer",
    effective_on: "date",
    source: "text",
    source_id: "integer",
  };
  await insertRows(db, "attribution_share", columns, rows);
}

export async function saveAttribution(db: Database, facts: readonly StoredFact[]): Promise<void> {
  const told = facts.filter(({ fact }) => isAttribution(fact));
  for (const projectId of new Set(told.map((f) => f.projectId))) {
    const mine = told.filter((f) => f.projectId === projectId);
    const changedAt = mine.at(-1)?.recordedAt ?? "";
    const touched = new Set(
      mine.map(({ fact }) =>
        "disputeId" in fact ? `d${fact.disputeId}` : "transferId" in fact ? `t${fact.transferId}` : "",
      ),
    );
    const { disputes, transfers } = await loadAttribution(db, projectId);
    const rows = [...disputes.values()].filter((d) => touched.has(`d${d.id}`));
    await insertRows(
      db,
      "dispute",
      DISPUTE_COLUMNS,
      rows.map((d) => ({ ...disputeRow(d, projectId), changed_at: changedAt })),
      replacing(DISPUTE_COLUMNS),
    );
    const moved = [...transfers.values()].filter((t) => touched.has(`t${t.id}`));
    await insertRows(
      db,
      "transfer",
      TRANSFER_COLUMNS,
      moved.map((t) => ({ ...transferRow(t, projectId), changed_at: changedAt })),
      replacing(TRANSFER_COLUMNS),
    );
  }
  await saveShares(db, told);
}
