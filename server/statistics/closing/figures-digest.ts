/** What two people sign: a digest of the whole report in every cut, its rows, people, targets and rules. */
import "server-only";
import { createHash } from "node:crypto";
import { CUT_NAMES, type Cut } from "@/server/contracts/statistics";
import type { RowSums } from "@/server/domain/statistics-measures";
import type { ReportContent } from "../report-scene";

/** Sums without the zeros: whether nothing was counted, or as much taken as given, makes no figure. */
const lines = (sums: RowSums): string[] =>
  Object.entries(sums)
    .flatMap(([span, measures]) =>
      Object.entries(measures as Record<string, number>)
        .filter(([, value]) => value !== 0)
        .map(([measure, value]) => `${span}|${measure}|${value}`),
    )
    .sort();

/** The same text however the keys are ordered: a stored report comes back in another order than it went in. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

export async function figuresDigest(contentOf: (cut: Cut) => Promise<ReportContent>): Promise<string> {
  const hash = createHash("sha256");
  for (const cut of CUT_NAMES) {
    const { sums, frames, targets, rules, foreignIn } = await contentOf(cut);
    const said = frames.map((frame) => [
      frame,
      lines(sums[frame.key] ?? { month: {}, year: {}, last: {}, lastMonth: {} }),
    ]);
    hash.update(canonical([cut, rules, foreignIn, said, targets]));
  }
  return hash.digest("hex");
}
