/** What two people sign: a digest of every sum of the month in every cut. */
import "server-only";
import { createHash } from "node:crypto";
import { CUT_NAMES, type Cut } from "@/server/contracts/statistics";
import type { RowSums } from "@/server/domain/statistics-measures";
import type { CutSums } from "../month-sums";

/** Sums without the zeros: whether nothing was counted, or as much taken as given, makes no figure. */
const lines = (of: string, sums: RowSums): string[] =>
  Object.entries(sums).flatMap(([span, measures]) =>
    Object.entries(measures as Record<string, number>)
      .filter(([, value]) => value !== 0)
      .map(([measure, value]) => `${of}|${span}|${measure}|${value}`),
  );

export async function figuresDigest(sumsOf: (cut: Cut) => Promise<CutSums>): Promise<string> {
  const all: string[] = [];
  for (const cut of CUT_NAMES) {
    const { groups, total } = await sumsOf(cut);
    all.push(...lines("total", total), ...[...groups].flatMap(([key, sums]) => lines(`${cut}:${key}`, sums)));
  }
  return createHash("sha256")
    .update([...new Set(all)].sort().join("\n"))
    .digest("hex");
}
