/** A form opened for somebody and a month: read, understood, and tried before it is kept. */
import "server-only";
import { dayOf, monthOfDay, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { database } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { fillForm } from "./fill-form";
import { FormArchive } from "./form-archive";
import { FormFigures } from "./form-figures";
import { textValue } from "./form-values";
import { figureWords } from "./form-words";
import { type FillingScene, type Prepared, prepareFilling } from "./prepare-filling";
import { proposeColumns, writeColumns } from "./propose-columns";
import { type Form, type FormProblem, readForm } from "./read-form";
import { understandForm, vocabularyOf } from "./understand-form";

export interface OpenedForm extends Prepared {
  archive: FormArchive;
  form: Form;
}

export type FormWishes = Pick<FillingScene, "actor" | "now" | "list" | "brief" | "onRows"> & {
  month: StatMonth;
};

/** What the form becomes, and what is wrong with it. Throws `UnreadableFile`. */
export async function openForm(bytes: Buffer, wishes: FormWishes): Promise<OpenedForm> {
  const { now, month } = wishes;
  const archive = new FormArchive(bytes);
  const form = readForm(archive);
  const figures = new FormFigures(now, month);
  const { shape } = await figures.report("chain");
  const understood = understandForm(form, vocabularyOf(figureWords(shape)));
  const rules = await rulesInForce(database, dayOf(now));
  const prepared = await prepareFilling({ ...wishes, rules, figures }, form, understood.meanings);
  const problems = [...form.problems, ...understood.problems, ...prepared.problems];
  return { ...prepared, archive, form, problems };
}

export const ALL_PROJECTS: FillingScene["list"] = { filter: {}, sort: "number", descending: false };

const MOST_TOLD = 20;
export const problemWords = ({ sheet, cell, message }: FormProblem): string => `${sheet} ${cell}：${message}`;

/** Refuses with every cell that must be mended. */
export function refuseProblems(problems: readonly FormProblem[]): void {
  const [first] = problems;
  if (!first) return;
  const more = problems.length > 1 ? `等 ${problems.length} 处` : "";
  throw new Refusal("bad-file", {
    message: `表样${more}需要修改。${problemWords(first)}`,
    problems: problems.slice(0, MOST_TOLD).map((one) => ({ field: "file", message: problemWords(one) })),
  });
}

/** With two lines in each row that repeats, so that what cannot follow is found now and not in a month. */
function tryGrowth(bytes: Buffer): FormProblem[] {
  const archive = new FormArchive(bytes);
  const nothing = () => textValue("");
  return fillForm(archive, readForm(archive), { value: nothing, lines: () => [nothing, nothing] }, "");
}

/** The workbook with placeholders: its own, or those that its header proposes. */
export function withPlaceholders(bytes: Buffer): Buffer {
  const archive = new FormArchive(bytes);
  const form = readForm(archive);
  if (form.problems.length > 0 || form.sheets.some((sheet) => sheet.cells.length + sheet.lists.length > 0))
    return bytes;
  const proposal = proposeColumns(form);
  if (!proposal) return bytes;
  writeColumns(archive, proposal);
  return archive.toBytes();
}

/** How much there is to fill. Refuses a form of which anything means nothing. */
export async function examineForm(
  actor: Actor,
  now: Date,
  bytes: Buffer,
): Promise<{ placeholders: number; lists: boolean }> {
  const { form, problems } = await openForm(bytes, {
    ...{ actor, now, month: monthOfDay(dayOf(now)), list: ALL_PROJECTS, brief: true },
    onRows: async () => undefined,
  });
  refuseProblems(problems.length > 0 ? problems : tryGrowth(bytes));
  const cells = form.sheets.flatMap((sheet) => [
    ...sheet.cells,
    ...sheet.lists.flatMap((list) => list.cells),
  ]);
  const placeholders = cells.flatMap(({ pieces }) =>
    pieces.filter((piece) => typeof piece !== "string"),
  ).length;
  if (placeholders === 0)
    throw refuseAt(
      "bad-file",
      "file",
      "没有找到占位符，也没有认出项目清单的表头：请在要填数的格里写占位符，如 {{签约.累计个数}}，再上传",
    );
  return {
    placeholders,
    lists: form.sheets.some((sheet) => sheet.lists.some((list) => list.source === "项目")),
  };
}
