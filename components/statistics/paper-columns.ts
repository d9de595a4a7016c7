/** What stands in each column of the table on paper, from which its widths and its type follow. */
import type { ScreenUnit } from "@/components/shared/format";
import { isMarked, OPENING_MARK } from "@/server/domain/statistics-opening";
import { type FigurePlace, figureAt } from "./figure-places";
import { figureText } from "./figure-text";
import type { PaperColumn } from "./paper-type";
import type { Report } from "./statistics-types";

/** Its colour and its word before a figure, in ems as wide as three characters. */
const LIGHT = "　　　";

export function paperColumns(
  { rows }: Report,
  places: readonly FigurePlace[],
  withPeople: boolean,
  unit: ScreenUnit,
): PaperColumn[] {
  const names = rows.map((row) => row.name);
  const lead = withPeople
    ? [
        { texts: names, least: 4, most: 8 },
        { texts: rows.map((row) => row.leader), least: 2.6, most: 5 },
        { texts: rows.map((row) => row.department), least: 4, most: 6 },
      ]
    : [{ texts: names, least: 6, most: 14 }];
  const figures = places.map((place) => ({
    texts: rows.map((row) => {
      const mark = isMarked(row, place.column.id, place.side) ? OPENING_MARK : "";
      return `${place.column.id === "lead" ? LIGHT : ""}${figureText(place.kind, figureAt(row, place), unit)}${mark}`;
    }),
    least: 2.6,
  }));
  return [...lead, ...figures];
}
