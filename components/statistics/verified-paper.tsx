"use client";
/** A verified text: each number with its mark in shape, word and colour; a click opens the figure. */
import clsx from "clsx";
import { Tooltip } from "@/components/ui/tooltip";
import type { VerifiedText } from "@/server/contracts/writing";
import { Paper } from "./paper";
import { PaperBlocks } from "./paper-blocks";

type Paragraph = VerifiedText["paragraphs"][number];
type Read = Paragraph["numbers"][number];

const MARKS: Record<Read["state"], { sign: string; word: string; className: string }> = {
  equal: { sign: "✓", word: "一致", className: "decoration-line-strong" },
  changed: { sign: "▲", word: "出稿后有变动", className: "bg-warn-soft text-warn decoration-warn" },
  different: { sign: "■", word: "与系统数不符", className: "bg-late-soft text-late decoration-late" },
  unknown: { sign: "○", word: "未识别", className: "text-muted decoration-dotted" },
};

const explained = ({ state, figure }: Read, since: string): string => {
  const { word } = MARKS[state];
  if (!figure) return `${word}：系统中没有对应的数，或您无权查看`;
  if (state === "equal") return `${word}：${figure.name}`;
  const why = state === "changed" && since ? `；${since}` : "";
  return `${word}：${figure.name}，系统数为 ${figure.now}${why}`;
};

interface VerifiedPaperProps {
  answer: VerifiedText;
  onOpen: (address: string) => void;
}

export function VerifiedPaper({ answer, onOpen }: VerifiedPaperProps) {
  const all = answer.paragraphs.flatMap(({ numbers }) => numbers);
  const count = (state: Read["state"]) => all.filter((one) => one.state === state).length;
  return (
    <>
      <ul aria-label="核对结果" className="flex flex-wrap gap-x-4 gap-y-1">
        {(Object.keys(MARKS) as Read["state"][]).map((state) => (
          <li key={state} className={clsx("rounded-sm px-1", MARKS[state].className)}>
            {MARKS[state].sign} {MARKS[state].word} {count(state)}
          </li>
        ))}
      </ul>
      <Differences answer={answer} />
      <Paper label="核对稿">
        <PaperBlocks
          blocks={answer.paragraphs.map(({ kind, cell, ...paragraph }) => ({
            kind,
            ...(cell === undefined ? {} : { cell }),
            shown:
              paragraph.numbers.length === 0 ? (
                paragraph.text
              ) : (
                <Marked paragraph={paragraph} since={answer.since} onOpen={onOpen} />
              ),
          }))}
        />
      </Paper>
    </>
  );
}

/** What must be looked at, one a line: also for who cannot hover. */
function Differences({ answer: { paragraphs, since } }: { answer: VerifiedText }) {
  const lines = paragraphs.flatMap(({ text, numbers }) =>
    numbers
      .filter(({ state }) => state === "changed" || state === "different")
      .map((number) => ({
        key: `${text.slice(0, 20)} ${number.from}`,
        typed: text.slice(number.from, number.to),
        number,
      })),
  );
  if (lines.length === 0) return null;
  return (
    <ul aria-label="需要核实的数" className="flex list-disc flex-col gap-1 pl-5 text-sm">
      {lines.map(({ key, typed, number }) => (
        <li key={key}>
          <span className="font-medium">{typed}</span> {explained(number, since)}
        </li>
      ))}
    </ul>
  );
}

interface MarkedProps {
  paragraph: Pick<Paragraph, "text" | "numbers">;
  since: string;
  onOpen: (address: string) => void;
}

function Marked({ paragraph: { text, numbers }, since, onOpen }: MarkedProps) {
  return numbers.map((number, i) => {
    const { from, to, state, figure } = number;
    const before = text.slice(numbers[i - 1]?.to ?? 0, from);
    const words = text.slice(from, to);
    const { sign, className } = MARKS[state];
    const said = `${words}，${explained(number, since)}`;
    const shown = (
      <>
        {words}
        <span aria-hidden className="ml-0.5 align-super text-[10px]">
          {sign}
        </span>
      </>
    );
    const look = clsx("rounded-xs underline underline-offset-4", className);
    return (
      <span key={from}>
        {before}
        <Tooltip content={explained(number, since)}>
          {figure ? (
            <button type="button" aria-label={said} className={look} onClick={() => onOpen(figure.address)}>
              {shown}
            </button>
          ) : (
            <span className={look}>{shown}</span>
          )}
        </Tooltip>
        {i === numbers.length - 1 ? text.slice(to) : null}
      </span>
    );
  });
}
