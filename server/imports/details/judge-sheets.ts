/** Every row of every detail sheet beside what is in the system, in the order of the sheets. */
import "server-only";
import type { ImportChoices } from "@/server/contracts/import-batch";
import type { DetailRow } from "@/server/contracts/import-details";
import type { ProjectState } from "@/server/domain/project-state";
import { judgeDetails } from "./judge-details";
import { judgeEnterprises } from "./judge-enterprises";
import type { DetailScene, JudgedDetail } from "./judged";
import type { EnterpriseRow } from "./lead-enterprises";

export const isEnterpriseRow = (row: DetailRow): row is EnterpriseRow => row.reading.kind === "enterprise";

export async function judgeSheets(
  scene: DetailScene,
  rows: readonly DetailRow[],
  choices: ImportChoices,
  statesOf: (ids: readonly number[]) => Promise<ReadonlyMap<number, ProjectState>>,
): Promise<JudgedDetail[]> {
  const others = rows.filter((row) => !isEnterpriseRow(row));
  const judged: JudgedDetail[] = [
    ...(await judgeDetails(scene, others, choices, statesOf)),
    ...(await judgeEnterprises(scene, rows.filter(isEnterpriseRow), choices)),
  ];
  const verdicts = new Map(judged.map((one) => [one.row, one]));
  return rows.flatMap((row) => verdicts.get(row) ?? []);
}
