/** 跟进记录: judged as the form of follow-ups judges one that is written down afterwards; what stands there is not logged twice. */
import "server-only";
import type { DetailField } from "@/server/contracts/detail-fields";
import { logFollowUp } from "@/server/contracts/follow-up";
import type { FollowUpReading } from "@/server/contracts/import-details";
import { type FollowUp, requirePastDays } from "@/server/domain/follow-ups";
import { Refusal } from "@/server/domain/refusals";
import { rowsOf, sql } from "@/server/platform/database";
import { type DetailScene, type MatchedDetail, saidOf, stays, type Verdict } from "./judged";

type MatchedFollowUp = MatchedDetail<FollowUpReading>;

const CELL_OF: Record<string, DetailField> = {
  on: "happenedOn",
  kind: "contactKind",
  summary: "summary",
  people: "people",
  nextStep: "nextStep",
  nextOn: "nextOn",
};

const followUpInput = logFollowUp.pick({
  ...{ kind: true, on: true, summary: true, people: true, nextStep: true, nextOn: true },
});

/** A sheet has lost the line breaks of what somebody typed. */
const keyOf = (projectId: number, { on, kind, summary }: Pick<FollowUp, "on" | "kind" | "summary">): string =>
  `${projectId}/${on}/${kind}/${summary.replace(/\s/g, "")}`;

/** Also those of projects that were merged into the ones asked about. */
async function standingKeys({ db }: DetailScene, rows: readonly MatchedFollowUp[]): Promise<Set<string>> {
  const ids = [...new Set(rows.map(({ project }) => project.id))];
  if (ids.length === 0) return new Set();
  const found = await rowsOf<Pick<FollowUp, "on" | "kind" | "summary"> & { projectId: number }>(
    db,
    sql`SELECT p.id AS "projectId", f.kind, f.occurred_on::text AS on, f.summary
      FROM unnest(${ids}::int[]) AS p(id)
        CROSS JOIN LATERAL (SELECT p.id AS id UNION SELECT absorbed_by(p.id)) AS own
        JOIN follow_up f ON f.project_id = own.id`,
  );
  return new Set(found.map((one) => keyOf(one.projectId, one)));
}

function refusedDays(row: MatchedFollowUp["row"], given: FollowUp, today: string): Verdict | null {
  try {
    requirePastDays(given, today);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [{ field, message } = { field: "", message: error.message }] = error.detail.problems ?? [];
    return stays("failed", saidOf(row, "entry-refused", "error", message, CELL_OF[field]));
  }
}

export async function judgeFollowUps(
  scene: DetailScene,
  rows: readonly MatchedFollowUp[],
): Promise<Verdict[]> {
  const standing = await standingKeys(scene, rows);
  const before = new Map<string, number>();
  return rows.map(({ row, project }): Verdict => {
    const { happenedOn, contactKind, summary, people, nextStep, nextOn } = row.reading;
    const read = { on: happenedOn, kind: contactKind, summary, people, nextStep, nextOn };
    const given = followUpInput.safeParse(read);
    if (!given.success) {
      const wrong = given.error.issues.map(({ path, message }) =>
        saidOf(row, "entry-refused", "error", message, CELL_OF[String(path[0])]),
      );
      return stays("failed", ...wrong);
    }
    const key = keyOf(project.id, given.data);
    if (standing.has(key)) return stays("unchanged");
    const twin = before.get(key);
    if (twin !== undefined) {
      const message = `与第 ${twin} 行是同一天的同一次跟进，只登记一次。`;
      return stays("duplicate", saidOf(row, "follow-up-twice", "warning", message));
    }
    const refused = refusedDays(row, given.data, scene.today);
    if (refused) return refused;
    before.set(key, row.row);
    return { fate: "ready", plan: { ledger: null, given: given.data, needsReason: false }, problems: [] };
  });
}
