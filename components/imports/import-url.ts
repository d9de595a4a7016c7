/** What a batch's page remembers in its address: which rows are shown, and which one is opened. */
import { z } from "zod";
import { type UrlValues, urlParam } from "@/components/shared/url-state";
import { problemKind, ROW_FILTERS } from "@/server/contracts/import-batch";
import type { RowPlace } from "@/server/contracts/import-merge";

export const IMPORT_URL = {
  show: urlParam(z.enum(ROW_FILTERS), "all"),
  kind: urlParam(problemKind.nullable(), null),
  q: urlParam(z.string().max(60), ""),
  /** "12@Sheet1" */
  at: urlParam(z.string().max(300), ""),
};
export type ImportUrl = UrlValues<typeof IMPORT_URL>;

export const writePlace = ({ sheet, row }: RowPlace): string => `${row}@${sheet}`;

export function placeOf(at: string): RowPlace | null {
  const found = /^([1-9]\d{0,6})@(.+)$/s.exec(at);
  return found ? { row: Number(found[1]), sheet: found[2] ?? "" } : null;
}
