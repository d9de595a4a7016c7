/** A figure as it stands in a sentence. */
import type { FigureValue } from "../statistics-columns";
import type { Part, Said } from "./pieces";
import { proseAmount, proseDollars, type Reading, readGrowth, readLead } from "./prose";
import type { FigureWord } from "./words";

export const NOTHING = "—";

/** The number with what belongs to it: 43, 33.50亿元, 62.50%. */
export function numberText(kind: FigureWord["kind"], value: FigureValue, places = 2): string {
  if (value === null) return NOTHING;
  switch (kind) {
    case "amount":
      return proseAmount(Number(value), places);
    case "usd":
      return proseDollars(Number(value), places);
    case "percent":
      return `${value}%`;
    default:
      return String(value);
  }
}

function readingOf({ form, kind }: FigureWord, value: FigureValue, places: number): Reading | null {
  if (form === "growth") return readGrowth(value === null ? null : String(value));
  if (form === "lead") return readLead(value === null ? null : String(value));
  return value === null ? null : { before: "", number: numberText(kind, value, places), after: "" };
}

/** Zero says nothing, but a growth or a lead of zero does. */
const saysNothing = ({ form }: FigureWord, value: FigureValue): boolean =>
  value === null || (form === "plain" && Number(value) === 0);

export function sayFigure(
  word: FigureWord,
  value: FigureValue,
  { address, name, places = 2 }: { address: string; name: string; places?: number | undefined },
): Omit<Said<unknown>, "style"> {
  const reading = readingOf(word, value, places);
  const parts: Part[] = reading
    ? [reading.before, reading.number === null ? "" : { text: reading.number, address, name }, reading.after]
    : [NOTHING];
  return {
    kind: "said",
    parts: parts.filter((part) => part !== ""),
    empty: saysNothing(word, value),
    weight: word.follows ? "follower" : "figure",
  };
}
