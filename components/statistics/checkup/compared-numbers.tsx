"use client";
/** The numbers of a finding beside each other; where two of a kind disagree, the digits that differ are marked. */
import { formatCount, formatDay, formatMonth, NONE } from "@/components/shared/format";
import { useUnit } from "@/components/shared/unit-switch";
import { charactersApart } from "@/server/domain/amount-slips";
import type { Compared } from "@/server/domain/checkup";
import { figureText } from "../figure-text";

const DIFFERING: readonly Compared["kind"][] = ["amount", "usd", "percent", "text", "day"];

function useNumberText(): (compared: Compared) => string {
  const { unit } = useUnit();
  return ({ kind, value }) => {
    if (value === null || value === "") return NONE;
    if (kind === "text") return String(value);
    if (kind === "day") return formatDay(String(value));
    if (kind === "month") return formatMonth(Number(value));
    if (kind === "count") return formatCount(Number(value));
    // Always in 万元: in 亿元 two amounts that differ would read the same.
    return figureText(kind, value, kind === "amount" ? "wan" : unit);
  };
}

/** Whether the two stand beside each other to be compared, digit by digit. */
const areCompared = (a: Compared | undefined, b: Compared | undefined): boolean =>
  a !== undefined && a.kind === b?.kind && DIFFERING.includes(a.kind) && a.value !== null && b.value !== null;

export function ComparedNumbers({ numbers, mark }: { numbers: readonly Compared[]; mark: boolean }) {
  const textOf = useNumberText();
  const texts = numbers.map(textOf);
  const marks = numbers.map((): readonly boolean[] => []);
  if (mark)
    for (let at = 0; at + 1 < numbers.length; at++)
      if (areCompared(numbers[at], numbers[at + 1])) {
        const [left, right] = charactersApart(texts[at] ?? "", texts[at + 1] ?? "");
        [marks[at], marks[at + 1]] = [left, right];
        at++;
      }
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-0.5">
      {numbers.map(({ label, kind }, at) => (
        <div key={label} className="flex items-baseline gap-1.5">
          <dt className="text-sm text-faint">{label}</dt>
          <dd className="tabular-nums">
            <MarkedText text={texts[at] ?? ""} marks={marks[at] ?? []} />
            {kind === "amount" && texts[at] !== NONE ? (
              <span className="ml-0.5 text-sm text-faint">万元</span>
            ) : null}
            {kind === "percent" && texts[at] !== NONE ? "%" : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Runs of marked and unmarked characters; read aloud it is one text. */
function MarkedText({ text, marks }: { text: string; marks: readonly boolean[] }) {
  if (!marks.some(Boolean)) return text;
  const runs: { words: string; marked: boolean }[] = [];
  for (const [at, character] of [...text].entries()) {
    const marked = marks[at] ?? false;
    const last = runs.at(-1);
    if (last?.marked === marked) last.words += character;
    else runs.push({ words: character, marked });
  }
  return runs.map(({ words, marked }, at) =>
    marked ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the runs of one text have no other name.
      <mark key={at} className="rounded-sm bg-warn-soft font-semibold text-warn">
        {words}
      </mark>
    ) : (
      words
    ),
  );
}
