/** Many rows in one request: all are tried, all that is wrong is told at once, and nothing is written unless all pass. */
import { type Problem, Refusal } from "@/server/domain/refusals";

/**
 * Runs `decide` on every row. When rows were refused, throws one refusal that names each of them: the field of a
 * problem is `rows.3.voucherNumber`, or `rows.3` when it concerns the whole row.
 */
export async function decideEach<Row, Answer>(
  path: string,
  rows: readonly Row[],
  decide: (row: Row, index: number) => Promise<Answer> | Answer,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const problems: Problem[] = [];
  const refused: Refusal[] = [];
  for (const [index, row] of rows.entries()) {
    try {
      answers.push(await decide(row, index));
    } catch (error) {
      // A refusal of one row must not hide the others; anything else is a fault and ends the request.
      if (!(error instanceof Refusal)) throw error;
      refused.push(error);
      const own = error.detail.problems ?? [{ field: "", message: error.message }];
      problems.push(
        ...own.map((p) => ({
          field: [path, index, p.field].filter((s) => s !== "").join("."),
          message: p.message,
        })),
      );
    }
  }
  const [first] = refused;
  if (!first) return answers;
  const message =
    rows.length === 1
      ? first.message
      : `${rows.length} 条中有 ${refused.length} 条不能保存：${first.message}`;
  const conflict = refused.flatMap((r) => r.detail.conflict ?? []);
  throw new Refusal(first.code, { message, problems, ...(conflict.length > 0 ? { conflict } : {}) });
}
