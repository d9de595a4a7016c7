import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import { z } from "zod";

/** Why the server said no, as it travels: the code is from the closed list of refusals. */
const formProblem = z.object({
  code: z.string(),
  /** Path of the form field, "agreement.amountFen". */
  field: z.string().nullish(),
  message: z.string(),
});
export type FormProblem = z.infer<typeof formProblem>;

const answer = z.object({
  message: z.string().optional(),
  data: z
    .object({
      refusal: z
        .object({
          code: z.string(),
          message: z.string(),
          requestId: z.string().optional(),
          problems: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
          conflict: z
            .array(
              z.object({
                field: z.string(),
                mine: z.unknown(),
                theirs: z.unknown(),
                by: z.string(),
                at: z.string(),
                version: z.number().optional(),
              }),
            )
            .optional(),
        })
        .optional(),
    })
    .nullish(),
});

/** A field that two people changed: what I sent and what stands now. */
export interface Conflict {
  field: string;
  mine: unknown;
  theirs: unknown;
  by: string;
  at: string;
  /** In which theirs stands; told where one refusal speaks of many projects. */
  version?: number | undefined;
}

export interface ReadFailure {
  /** The refusal's code, or "UNKNOWN" when the server could not be understood. */
  code: string;
  message: string;
  problems: FormProblem[];
  conflicts: Conflict[];
  requestId: string | undefined;
}

const UNKNOWN: FormProblem = { code: "UNKNOWN", message: "没有保存成功，请稍后再试。您填的内容还在。" };

/** Takes a failed call apart: refusals with their fields, and the request number for everything else. */
export function readFailure(error: unknown): ReadFailure {
  const read = answer.safeParse(error);
  const refusal = read.success ? read.data.data?.refusal : undefined;
  if (!refusal)
    return {
      code: UNKNOWN.code,
      message: UNKNOWN.message,
      problems: [UNKNOWN],
      conflicts: [],
      requestId: undefined,
    };
  const { code, message, requestId } = refusal;
  const problems = refusal.problems?.map((p) => ({ code, ...p })) ?? [{ code, message }];
  return { code, message, problems, conflicts: refusal.conflict ?? [], requestId };
}

/** True when a reason lifts the refusal: the server asks for one, or an amount looks like a slip of the unit. */
export const asksReason = (failure: ReadFailure | null): boolean =>
  failure !== null &&
  (failure.code === "unit-slip" ||
    failure.problems.some(({ field, message }) => field === "reason" || message.includes("原因")));

/** Sorts problems: those with a field the form shows go there, the rest stand above the buttons. */
export function sortProblems(
  problems: readonly FormProblem[],
  shownFields: readonly string[],
): { atField: Record<string, string>; aboveButtons: string[] } {
  const atField: Record<string, string> = {};
  const aboveButtons: string[] = [];
  for (const problem of problems) {
    const field = problem.field;
    if (field && shownFields.includes(field)) {
      atField[field] = atField[field] ? `${atField[field]}；${problem.message}` : problem.message;
    } else {
      aboveButtons.push(problem.message);
    }
  }
  return { atField, aboveButtons };
}

/** The same for react-hook-form: sets the field errors, focuses the first, returns the rest. */
export function showProblems<Values extends FieldValues>(
  error: unknown,
  shownFields: readonly Path<Values>[],
  setError: UseFormSetError<Values>,
): string[] {
  const { atField, aboveButtons } = sortProblems(readFailure(error).problems, shownFields);
  let first = true;
  for (const field of shownFields) {
    const message = atField[field];
    if (!message) continue;
    setError(field, { type: "server", message }, { shouldFocus: first });
    first = false;
  }
  return aboveButtons;
}
