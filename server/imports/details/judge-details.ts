/** Rows about a project beside what is in the system: their project, and what would become of them. */
import "server-only";
import type { ProjectDetailKind } from "@/server/contracts/detail-fields";
import type { ImportChoices } from "@/server/contracts/import-batch";
import type {
  ArrivalReading,
  DetailRow,
  FollowUpReading,
  InvestmentReading,
} from "@/server/contracts/import-details";
import type { Action } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { mayOn } from "@/server/projects";
import { judgeArrivals } from "./judge-arrivals";
import { judgeFollowUps } from "./judge-follow-ups";
import { judgeInvestments } from "./judge-investments";
import {
  type DetailScene,
  isAmong,
  type JudgedDetail,
  type MatchedDetail,
  saidOf,
  stays,
  type Verdict,
} from "./judged";
import { type DetailMatch, matchDetails } from "./match-projects";

type Choices = Pick<ImportChoices, "picks" | "leaveOut" | "takeAnyway">;
type Judge = (scene: DetailScene, rows: readonly MatchedDetail[]) => Promise<Verdict[]>;

/** Rows of each kind go to the judge of their kind: the kind of a row is that of its reading. */
const JUDGE: Record<ProjectDetailKind, Judge> = {
  arrival: (scene, rows) => judgeArrivals(scene, rows as MatchedDetail<ArrivalReading>[]),
  investment: (scene, rows) => judgeInvestments(scene, rows as MatchedDetail<InvestmentReading>[]),
  "follow-up": (scene, rows) => judgeFollowUps(scene, rows as MatchedDetail<FollowUpReading>[]),
};

/** What the actor must be allowed on the project, and what a row says where he is not. */
const RIGHT: Record<ProjectDetailKind, { action: Action; refused: string }> = {
  arrival: { action: "entry:draft", refused: "这个项目的台账不由您填报。" },
  investment: { action: "entry:draft", refused: "这个项目的台账不由您填报。" },
  "follow-up": { action: "follow-up:log", refused: "这个项目的跟进不由您登记。" },
};

const hasError = ({ problems }: DetailRow) => problems.some(({ severity }) => severity === "error");

/** What is settled before the ledger is asked; null when the ledger is to be asked. */
function early(
  row: DetailRow,
  match: DetailMatch,
  project: ProjectState | undefined,
  { actor }: DetailScene,
  choices: Choices,
): Verdict | null {
  if (isAmong(choices.leaveOut, row)) return stays("left-out");
  if (hasError(row)) return stays("failed");
  if (match.projectId === null) {
    const several = match.candidates.length > 0;
    const message = several
      ? `有 ${match.candidates.length} 个项目可能对应，请选定。`
      : "没有找到对应的项目，请核对项目编号、名称和企业，或直接选定。";
    return stays(
      several ? "ambiguous" : "unmatched",
      saidOf(row, "project-open", "warning", message, "projectName"),
    );
  }
  const { action, refused } = RIGHT[row.kind as ProjectDetailKind];
  if (!project || !mayOn(actor, action, project))
    return stays("failed", saidOf(row, "entry-refused", "error", refused, "projectName"));
  return null;
}

export async function judgeDetails(
  scene: DetailScene,
  rows: readonly DetailRow[],
  choices: Choices,
  statesOf: (ids: readonly number[]) => Promise<ReadonlyMap<number, ProjectState>>,
): Promise<JudgedDetail[]> {
  const matches = await matchDetails(scene.db, scene.actor, rows, choices.picks);
  const states = await statesOf([...new Set(matches.flatMap(({ projectId }) => projectId ?? []))]);
  const stateOf = ({ projectId }: DetailMatch) => (projectId === null ? undefined : states.get(projectId));
  const verdicts = new Map<DetailRow, Verdict>();
  const asked: MatchedDetail[] = [];
  rows.forEach((row, i) => {
    const match = matches[i] as DetailMatch;
    const project = stateOf(match);
    const settled = early(row, match, project, scene, choices);
    if (settled) verdicts.set(row, settled);
    else if (project) asked.push({ row, project, anyway: isAmong(choices.takeAnyway, row) });
  });
  for (const kind of Object.keys(JUDGE) as ProjectDetailKind[]) {
    const mine = asked.filter(({ row }) => row.kind === kind);
    const judged = await JUDGE[kind](scene, mine);
    for (const [i, { row }] of mine.entries()) verdicts.set(row, judged[i] as Verdict);
  }
  return rows.map((row, i) => {
    const { projectId, candidates } = matches[i] as DetailMatch;
    const { fate, plan, problems } = verdicts.get(row) as Verdict;
    return { row, projectId, candidates, fate, plan, problems: [...row.problems, ...problems] };
  });
}
