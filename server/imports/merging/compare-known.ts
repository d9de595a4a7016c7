/** Every row that means a known project, beside it: asked in a few questions for the whole ledger, whatever its length. */
import "server-only";
import type { ImportProblem, LedgerDryRun, LedgerField, LedgerRow } from "@/server/contracts/import";
import type { ImportChoices } from "@/server/contracts/import-batch";
import { projectPatch } from "@/server/contracts/project";
import { movesClosedFigures } from "@/server/domain/closed-figures";
import { oddPlans } from "@/server/domain/odd-plans";
import { dayOf, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { editBasics } from "@/server/domain/pipeline";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import type { Rules } from "@/server/domain/rules";
import { type MergedField, patchOfFields } from "@/server/domain/workbook-merge";
import { LEDGER_SHEET } from "@/server/exports/row-keys";
import { database } from "@/server/platform/database";
import { factNames, mayOn } from "@/server/projects";
import { firstOpenMonth, rulesInForce } from "@/server/record/load-rules";
import { firstUnit, type Named, resolveWords } from "../words";
import { compareRow, type Written } from "./compare-row";
import { differingFacts } from "./differing-facts";
import type { RowScene } from "./ledger-cells";
import { runningSums, statesOf, writtenThen } from "./load-known";
import type { Match } from "./match-rows";

/** What a row would do to the project that it means, as `import_row.detail` keeps it. */
export interface KnownRow {
  projectId: number;
  version: number;
  /** The person may edit the project. */
  editable: boolean;
  fields: MergedField[];
  /** It needs a reason: figures of a closed month move, an amount is many times the plan, or a plan looks wrong. */
  needsReason: boolean;
}

export interface ComparedRow {
  known: KnownRow;
  problems: ImportProblem[];
}

/** Objections to a cell as such; what judges a row as a new project's history means nothing for a known one. */
const OF_A_CELL: ReadonlySet<string> = new Set([
  "amount-unread",
  "amount-negative",
  "amount-approximate",
  "foreign-currency",
  "formula-unread",
  "cell-error",
  "merged-amount",
  "date-unread",
  "ambiguous-date",
  "date-impossible",
  "text-too-long",
  "missing-name",
  "unit-slip",
]);

interface Tools {
  rules: Rules;
  open: StatMonth;
}

/** What the forms would refuse is refused at its cell; what they would ask a reason for is said beforehand. */
function checkFields(
  state: ProjectState,
  row: LedgerRow,
  fields: readonly MergedField[],
  { rules, open }: Tools,
): { problems: ImportProblem[]; needsReason: boolean } {
  if (fields.length === 0) return { problems: [], needsReason: false };
  const patch = patchOfFields(fields);
  const at = (field: string, severity: ImportProblem["severity"], message: string): ImportProblem => ({
    ...{ sheet: row.sheet, row: row.row, kind: "not-taken", severity, message },
    // A rule between two amounts may name the one that the row left alone.
    cell:
      (fields.find((f) => f.field === field) ?? fields.find((f) => f.field.endsWith("Fen")))?.cell ?? null,
  });
  const { error } = projectPatch.safeParse(patch);
  if (error)
    return {
      problems: error.issues.map((issue) => at(String(issue.path[0]), "error", issue.message)),
      needsReason: false,
    };
  const refusedWith = (reason: string): Refusal | null => {
    try {
      editBasics(state, patch, rules, reason);
      return null;
    } catch (refusal) {
      if (refusal instanceof Refusal) return refusal;
      throw refusal;
    }
  };
  const told = (refusal: Refusal, severity: ImportProblem["severity"]) =>
    at(refusal.detail.problems?.[0]?.field ?? "", severity, refusal.message);
  const hard = refusedWith("有原因");
  if (hard) return { problems: [told(hard, "error")], needsReason: false };
  const asked = refusedWith("");
  // Of several questions a refusal asks the first; a plan that looks wrong is said beside it.
  const odd = oddPlans(state, patch).map(({ field, message }) =>
    at(field, "warning", `${message}，请核对；确认无误请在导入时填写原因`),
  );
  return {
    problems: asked?.code === "unit-slip" ? [told(asked, "warning"), ...odd] : odd,
    needsReason: asked !== null || movesClosedFigures(state, patch, open),
  };
}

function lettersOf(dry: LedgerDryRun): (row: LedgerRow) => ReadonlyMap<LedgerField, string> {
  const tables = dry.tables.map((table) => ({
    table,
    letters: new Map(table.columns.flatMap((c) => (c.field === null ? [] : [[c.field, c.letter] as const]))),
  }));
  return ({ sheet, row }) =>
    tables.find(({ table }) => table.sheet === sheet && row > table.headerRows[1] && row <= table.lastRow)
      ?.letters ?? new Map();
}

type Words = Pick<RowScene, "chainOf" | "unitOf" | "chainName" | "unitName" | "places">;

async function wordsOf(
  dry: LedgerDryRun,
  choices: ImportChoices,
  { chains, units }: { chains: readonly Named[]; units: readonly (Named & { kind: string })[] },
): Promise<Words> {
  const names = await factNames();
  const projects = dry.rows.map((row) => row.project);
  const leads = (words: ReturnType<typeof resolveWords>) => {
    const targets = new Map(words.map(({ word, target }) => [word, target]));
    return (word: string): number | null => {
      const target = targets.get(word);
      return typeof target === "number" ? target : null;
    };
  };
  const named = (of: Record<string, string>) => (id: number | null) =>
    id === null ? "" : (of[String(id)] ?? "");
  return {
    chainOf: leads(
      resolveWords(
        projects.map((p) => p.chain ?? ""),
        chains,
        choices.chains,
        true,
      ),
    ),
    unitOf: leads(
      resolveWords(
        projects.map((p) => firstUnit(p.dept)),
        units,
        choices.units,
        false,
      ),
    ),
    chainName: named(names.chain),
    unitName: named(names.unit),
    places: units.filter((u) => u.kind === "street" || u.kind === "park"),
  };
}

const madeBy = (dry: LedgerDryRun, sheet: string): RowScene["own"] =>
  !dry.tables.some((t) => t.own && t.sheet === sheet) ? null : sheet === LEDGER_SHEET ? "ledger" : "view";

/** Objections by row, so that each row looks at its own. */
function byRow(problems: readonly ImportProblem[]): (row: LedgerRow) => ImportProblem[] {
  const lists = new Map<string, ImportProblem[]>();
  for (const problem of problems) {
    const key = `${problem.row} ${problem.sheet}`;
    const list = lists.get(key);
    if (list) list.push(problem);
    else lists.set(key, [problem]);
  }
  return ({ sheet, row }) => lists.get(`${row} ${sheet}`) ?? [];
}

/** Rows by their place; undefined where a row is new, or its project is not for the actor to see. */
export async function compareKnown(
  { actor, now }: { actor: Actor; now: Date },
  dry: LedgerDryRun,
  choices: ImportChoices,
  matches: readonly (Match | null)[],
  lists: { chains: readonly Named[]; units: readonly (Named & { kind: string })[]; year: number },
): Promise<(ComparedRow | undefined)[]> {
  const ids = [...new Set(matches.flatMap((m) => (m?.open ? [m.id] : [])))];
  if (ids.length === 0) return matches.map(() => undefined);
  const states = await statesOf(database, ids);
  const [written, sums, words, rules, open] = [
    await writtenThen(database, matches, states),
    await runningSums(database, ids, lists.year),
    await wordsOf(dry, choices, lists),
    await rulesInForce(database, dayOf(now)),
    await firstOpenMonth(database, dayOf(now)),
  ];
  const [letters, said] = [lettersOf(dry), byRow(dry.problems)];
  const compareOne = (
    row: LedgerRow,
    match: Match,
    state: ProjectState,
    then: Written | null,
  ): ComparedRow => {
    const scene: RowScene = {
      ...{ ...words, row, state, by: match.by, letters: letters(row), own: madeBy(dry, row.sheet) },
    };
    const { fields, problems } = compareRow(scene, then);
    const { problems: refused, needsReason } = checkFields(state, row, fields, { rules, open });
    const cells = new Set(fields.map((f) => f.cell));
    const kept = said(row).filter(
      (p) => OF_A_CELL.has(p.kind) && (p.severity === "error" || cells.has(p.cell)),
    );
    const objected = new Set(kept.map((p) => p.cell));
    const fresh = problems.filter((p) => !objected.has(p.cell));
    const editable = mayOn(actor, "project:edit", state);
    return {
      known: { projectId: state.id, version: state.version, editable, fields, needsReason },
      problems: [...kept, ...fresh, ...refused, ...differingFacts(scene, sums(state.id))],
    };
  };
  return dry.rows.map((row, i) => {
    const match = matches[i];
    const state = match?.open ? states.get(match.id) : undefined;
    return match && state ? compareOne(row, match, state, written[i] ?? null) : undefined;
  });
}
