/** A figure as it stands in a sentence. */
import type { FigureValue } from "../statistics-columns";
import type { Part, Said } from "./pieces";
import { proseAmount, proseDollars, type Reading, readGrowth, readLead, TAKEN_BACK } from "./prose";
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

const isMoney = (kind: FigureWord["kind"]): boolean => kind === "amount" || kind === "usd";

function readingOf({ form, kind }: FigureWord, value: FigureValue, places: number): Reading | null {
  if (form === "growth") return readGrowth(value === null ? null : String(value));
  if (form === "lead") return readLead(value === null ? null : String(value));
  if (value === null) return null;
  // What was taken back is said in words: no paper of an office says 签约金额-300万元.
  const below = isMoney(kind) && Number(value) < 0;
  const number = numberText(kind, value, places);
  return { before: below ? TAKEN_BACK : "", number: below ? number.replace("-", "") : number, after: "" };
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
