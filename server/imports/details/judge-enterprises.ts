/** 企业名录: each row beside the enterprises that the bureau knows: new, changed thing by thing, the same, or not to be told. */
import "server-only";
import type { DetailField } from "@/server/contracts/detail-fields";
import { editEnterprise } from "@/server/contracts/enterprise";
import type { ImportProblem } from "@/server/contracts/import";
import type { ImportChoices } from "@/server/contracts/import-batch";
import type { DetailFate, EnterpriseFieldChange } from "@/server/contracts/import-details";
import {
  changeTexts,
  DIRECTORY_WORD,
  type DirectoryChange,
  type DirectoryField,
  directoryChange,
  directoryStart,
  hasTooManyNames,
  isUnchanged,
} from "@/server/domain/enterprise-directory";
import { enterpriseKey } from "@/server/domain/identity";
import { isSameName, MOST_NAMES, NAME_KIND_WORD } from "@/server/domain/other-names";
import type { Day } from "@/server/domain/periods";
import { type Actor, can } from "@/server/domain/permissions";
import { registerOf } from "@/server/enterprises/register";
import { knownTo, likelySame, type Standing, standingEnterprises } from "@/server/enterprises/standing";
import type { Database } from "@/server/platform/database";
import { isAmong, type JudgedDetail, saidOf } from "./judged";
import { type EnterpriseRow, type Led, leadRows } from "./lead-enterprises";

export interface EnterpriseScene {
  db: Database;
  actor: Actor;
  today: Day;
}

/** What would be done of a row: nothing, one made, or one changed. */
export interface JudgedEnterprise extends JudgedDetail {
  row: EnterpriseRow;
  /** The enterprise on record that it means; null for a new one, and for one of which the actor may not know. */
  id: number | null;
  /** Somebody else's, of whom nothing is said: it stays as it is. */
  hidden: boolean;
  change: DirectoryChange | null;
  shown: EnterpriseFieldChange[];
}

type Verdict = Pick<JudgedEnterprise, "fate" | "id" | "hidden" | "change" | "shown"> & {
  problems: ImportProblem[];
};

const NOTHING = { id: null, hidden: false, change: null, shown: [] };
const told = (fate: DetailFate, ...problems: ImportProblem[]): Verdict => ({ ...NOTHING, fate, problems });

const CELL_OF: Record<DirectoryField, DetailField> = {
  name: "company",
  code: "uscc",
  place: "province",
  kind: "investorKind",
  groupName: "groupName",
  parent: "groupName",
  profile: "profile",
  former: "formerNames",
  short: "shortNames",
  honours: "honours",
};

const FORM = editEnterprise.pick({ name: true, province: true, city: true, groupName: true, profile: true });
const MOST_OF = { name: 200, honour: 40, batch: 40 };

/** What the form would refuse is refused at its cell. */
function refusedByForm(row: EnterpriseRow, today: Day): ImportProblem[] {
  const { reading } = row;
  const said = (message: string, field: DetailField) => saidOf(row, "entry-refused", "error", message, field);
  const given = { ...reading, province: reading.province ?? "", city: reading.city ?? "" };
  const form = FORM.safeParse(given).error?.issues ?? [];
  const long = (names: readonly string[]) => names.some((name) => name.length > MOST_OF.name);
  const { formerNames, shortNames, honours } = reading;
  return [
    ...form.map(({ path, message }) => said(message, CELL_OF[path[0] as DirectoryField] ?? "company")),
    ...(long(formerNames) ? [said(`曾用名不能超过${MOST_OF.name}个字`, "formerNames")] : []),
    ...(long(shortNames) ? [said(`简称不能超过${MOST_OF.name}个字`, "shortNames")] : []),
    ...(honours.some(({ title, batch }) => title.length > MOST_OF.honour || batch.length > MOST_OF.batch)
      ? [said(`一项荣誉不能超过${MOST_OF.honour}个字；几项之间请用顿号隔开`, "honours")]
      : []),
    ...(honours.some(({ awardedOn }) => awardedOn !== null && awardedOn > today)
      ? [said("荣誉的获得日期不能晚于今天", "honours")]
      : []),
  ];
}

const NOT_YOURS = "企业资料不由您登记，请由有权维护企业的同事导入。";

/** What is settled before the register is asked. */
function early(row: EnterpriseRow, { actor, today }: EnterpriseScene, choices: Choices): Verdict | null {
  if (isAmong(choices.leaveOut, row)) return told("left-out");
  if (row.problems.some(({ severity }) => severity === "error")) return told("failed");
  if (!can(actor, "enterprise:edit"))
    return told("failed", saidOf(row, "entry-refused", "error", NOT_YOURS, "company"));
  const refused = refusedByForm(row, today);
  return refused.length > 0 ? told("failed", ...refused) : null;
}

type Choices = Pick<ImportChoices, "leaveOut" | "takeAnyway">;

function shownOf(
  { cells }: EnterpriseRow,
  change: DirectoryChange,
  standing: Standing,
): EnterpriseFieldChange[] {
  const cellOf = (field: DirectoryField) =>
    cells.find((one) => one.field === CELL_OF[field] || (field === "place" && one.field === "city"))?.cell ??
    null;
  return changeTexts(change, standing).map((one) => ({
    ...one,
    label: DIRECTORY_WORD[one.field],
    // The old name becomes a former one because of the new one.
    cell: cellOf(one.field) ?? (one.field === "former" ? cellOf("name") : null),
  }));
}

const tooMany = (row: EnterpriseRow): Verdict =>
  told(
    "failed",
    saidOf(row, "entry-refused", "error", `曾用名和简称合计不能超过${MOST_NAMES}个`, "formerNames"),
  );

/** One that is on record, and of which the actor knows. */
function besideStanding({ row, lead: { by } }: Led, standing: Standing, takesCode: boolean): Verdict {
  const { reading } = row;
  const change = directoryChange(reading, standing, { ...by, takesCode });
  if (hasTooManyNames(standing.others.length, change)) return tooMany(row);
  const other = standing.others.find(({ name }) => isSameName(name, reading.name));
  const problems = other
    ? [
        saidOf(
          row,
          "enterprise-named",
          "warning",
          `“${reading.name}”是“${standing.name}”的${NAME_KIND_WORD[other.kind]}，按同一家企业核对。`,
          "company",
        ),
      ]
    : [];
  const fate = isUnchanged(change) ? "unchanged" : "changed";
  return { fate, id: standing.id, hidden: false, change, shown: shownOf(row, change, standing), problems };
}

class Judge {
  private standing = new Map<number, Standing>();
  private names = new Map<number, string>();
  private given = new Map<number, string>();

  constructor(
    private readonly scene: EnterpriseScene,
    private readonly choices: Choices,
  ) {}

  async verdicts(rows: readonly EnterpriseRow[]): Promise<Map<EnterpriseRow, Verdict>> {
    const { db, actor } = this.scene;
    const keys = rows.flatMap(({ reading: r }) => [r.name, ...r.formerNames].map(enterpriseKey));
    const codes = rows.flatMap(({ reading }) => reading.uscc ?? []);
    const register = await registerOf(db, [...new Set(keys)], [...new Set(codes)]);
    const led = leadRows(rows, register);
    const ids = led.flatMap(({ lead: { id, namesakes, torn } }) => [id ?? 0, torn ?? 0, ...namesakes]);
    const asked = [...new Set(ids)].filter((id) => id > 0);
    this.given = new Map(register.given.map(({ id, uscc }) => [id, uscc]));
    this.names = await knownTo(db, actor, asked);
    this.standing = await standingEnterprises(db, [...this.names.keys()]);
    const verdicts = new Map(led.map((one) => [one.row, this.verdictOf(one)]));
    await this.askAboutAlike(verdicts);
    return verdicts;
  }

  private verdictOf(one: Led): Verdict {
    const {
      row,
      twin,
      lead: { id, torn, namesakes },
    } = one;
    const { reading } = row;
    if (twin !== null) {
      const message = `与第 ${twin} 行是同一家企业，只读入第 ${twin} 行；两行的内容请合在一行。`;
      return told("duplicate", saidOf(row, "enterprise-twice", "warning", message, "company"));
    }
    if (id === null || id < 0) return this.newOne(row, namesakes);
    const standing = this.standing.get(id);
    // Of somebody else's investor nothing is told: not even that he is known.
    if (!standing) return { ...told("ready"), hidden: true };
    const other = torn === null ? undefined : this.names.get(torn);
    if (other !== undefined) {
      const message = `信用代码登记在“${standing.name}”名下，名称却是“${other}”的，请核对。`;
      return told("failed", saidOf(row, "enterprise-named", "error", message, "uscc"));
    }
    return besideStanding(one, standing, reading.uscc !== null && this.given.get(id) === reading.uscc);
  }

  private newOne(row: EnterpriseRow, namesakes: readonly number[]): Verdict {
    if (hasTooManyNames(0, directoryStart(row.reading))) return tooMany(row);
    const known = namesakes.flatMap((id) => this.standing.get(id) ?? []);
    const [first] = known;
    if (!first || isAmong(this.choices.takeAnyway, row)) return told("ready");
    const same = isSameName(first.name, row.reading.name) ? "同名" : `曾用名或简称相同的“${first.name}”`;
    const message =
      known.length > 1
        ? "库中有几家企业用过这个名称，不知是哪一家；确是新的企业请点“仍要录入”，否则请写上信用代码。"
        : `库中有${same}，信用代码不同，请核对；确是两家企业请点“仍要录入”。`;
    return told("covered", saidOf(row, "enterprise-named", "warning", message, "company"));
  }

  /** New ones that are written nearly as one on record. */
  private async askAboutAlike(verdicts: Map<EnterpriseRow, Verdict>): Promise<void> {
    const { db, actor } = this.scene;
    const fresh = [...verdicts]
      .filter(
        ([row, { fate, hidden }]) => fate === "ready" && !hidden && !isAmong(this.choices.takeAnyway, row),
      )
      .map(([row]) => row);
    const alike = await likelySame(
      db,
      actor,
      fresh.map(({ reading }) => reading),
    );
    for (const [i, row] of fresh.entries()) {
      const other = alike[i];
      if (!other) continue;
      const message = `与库中的“${other.name}”写法相近，可能是同一家：是同一家请改用库中的名称或写上信用代码，不是请点“仍要录入”。`;
      verdicts.set(row, told("covered", saidOf(row, "enterprise-alike", "warning", message, "company")));
    }
  }
}

/** By position. */
export async function judgeEnterprises(
  scene: EnterpriseScene,
  rows: readonly EnterpriseRow[],
  choices: Choices,
): Promise<JudgedEnterprise[]> {
  const verdicts = new Map<EnterpriseRow, Verdict>();
  const asked: EnterpriseRow[] = [];
  for (const row of rows) {
    const settled = early(row, scene, choices);
    if (settled) verdicts.set(row, settled);
    else asked.push(row);
  }
  if (asked.length > 0)
    for (const [row, verdict] of await new Judge(scene, choices).verdicts(asked)) verdicts.set(row, verdict);
  return rows.map((row) => {
    const { problems, ...verdict } = verdicts.get(row) as Verdict;
    const about = { projectId: null, candidates: [], plan: null };
    return { row, ...about, ...verdict, problems: [...row.problems, ...problems] };
  });
}
