/** What a dry run got wrong, in words; empty when projects, totals and problems are all as the truth has them. */
import type { LedgerDryRun } from "@/server/contracts/import";
import type { LedgerTruth } from "./draw-ledger";

type Truth = Pick<LedgerTruth, "projects" | "totals" | "problems">;

const flat = (value: unknown, path = ""): [string, unknown][] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => flat(inner, `${path}/${key}`))
    : [[path, value]];

function differing(about: string, wanted: unknown, found: unknown): string[] {
  const foundAt = new Map(flat(found));
  const wantedAt = new Map(flat(wanted));
  return [...new Set([...wantedAt.keys(), ...foundAt.keys()])]
    .filter((path) => wantedAt.get(path) !== foundAt.get(path))
    .map(
      (path) =>
        `${about}${path}: ${JSON.stringify(wantedAt.get(path))} → ${JSON.stringify(foundAt.get(path))}`,
    );
}

const keyOf = (problem: { sheet: string; row: number | null; kind: string }) =>
  `${problem.sheet} ${problem.row} ${problem.kind}`;

export function compareWithTruth(result: LedgerDryRun, truth: Truth): string[] {
  const found = new Map(result.projects.map((project) => [project.name, project]));
  const wanted = new Set(truth.projects.map((project) => project.name));
  const projects = truth.projects.flatMap((project) => {
    const read = found.get(project.name);
    return read ? differing(project.name, project, read) : [`missing ${project.name}`];
  });
  const invented = result.projects
    .filter(({ name }) => !wanted.has(name))
    .map(({ name }) => `invented ${name}`);
  const errors = new Set(truth.problems.filter(({ severity }) => severity === "error").map(keyOf));
  const foundErrors = new Set(result.problems.filter(({ severity }) => severity === "error").map(keyOf));
  const foundAny = new Set(result.problems.map(keyOf));
  const problems = [
    ...[...errors].filter((key) => !foundErrors.has(key)).map((key) => `error not found: ${key}`),
    ...[...foundErrors].filter((key) => !errors.has(key)).map((key) => `error invented: ${key}`),
    ...truth.problems
      .filter((problem) => !foundAny.has(keyOf(problem)))
      .map((problem) => `not remarked: ${keyOf(problem)}`),
  ];
  const count =
    result.projects.length === truth.projects.length
      ? []
      : [`${truth.projects.length} projects → ${result.projects.length}`];
  return [
    ...count,
    ...projects,
    ...invented,
    ...problems,
    ...differing("totals", truth.totals, result.totals),
  ];
}
