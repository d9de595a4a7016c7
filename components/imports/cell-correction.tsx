"use client";
/** A cell answered by hand: read as if it had held the answer; and the way back to its own words. */
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { TextField } from "@/components/ui/text-field";
import type { RowCell } from "./row-cell-list";
import type { Batch } from "./use-import-batch";

const CELL = /^[A-Z]{1,3}\d{1,7}$/;

type Correctable = Pick<RowCell, "cell" | "label" | "raw" | "shared" | "problems">;

interface CellPlace {
  sheet: string;
  cell: string;
}

export const correctionOf = ({ scene }: Batch, place: { sheet: string; cell: string | null }) =>
  scene.choices.corrections.find((c) => c.sheet === place.sheet && c.cell === place.cell);

/** Keeps the answer, or with null the words of the file. */
function answerCell({ change }: Batch, { sheet, cell }: CellPlace, text: string | null): void {
  change((now) => {
    const others = now.corrections.filter((c) => c.sheet !== sheet || c.cell !== cell);
    return { ...now, corrections: text === null ? others : [...others, { sheet, cell, text }] };
  });
}

export function CellCorrection({ batch, sheet, cell }: { batch: Batch; sheet: string; cell: Correctable }) {
  const [open, setOpen] = useState(false);
  const address = cell.cell;
  if (address === null || !CELL.test(address)) return null;
  const place = { sheet, cell: address };
  const wrong = cell.problems.some((p) => p.severity === "error");
  return (
    <>
      <Popover
        label={`更正 ${address}`}
        open={open}
        onOpenChange={setOpen}
        align="end"
        className="w-80 max-w-[90vw]"
        trigger={
          <Button
            size="sm"
            variant={wrong ? "secondary" : "ghost"}
            aria-label={`更正 ${address} ${cell.label}`}
          >
            更正
          </Button>
        }
      >
        <Answer
          cell={cell}
          address={address}
          onAnswer={(text) => {
            setOpen(false);
            answerCell(batch, place, text);
          }}
        />
      </Popover>
      {correctionOf(batch, place) ? (
        <Button
          size="sm"
          variant="ghost"
          aria-label={`恢复 ${address} 的原文`}
          onClick={() => answerCell(batch, place, null)}
        >
          恢复原文
        </Button>
      ) : null}
    </>
  );
}

interface AnswerProps {
  cell: Correctable;
  address: string;
  onAnswer: (text: string) => void;
}

function Answer({ cell, address, onAnswer }: AnswerProps) {
  const [text, setText] = useState(cell.raw);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onAnswer(text.trim());
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-2">
      <Field
        label={`${address} ${cell.label} 更正为`}
        hint={
          cell.shared
            ? "这是合并单元格或标题，同格的各行一起改变。只改这次导入，不改原文件。"
            : "写法与台账相同。只改这次导入，不改原文件。"
        }
      >
        <TextField maxLength={4000} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <Button type="submit" size="sm" variant="primary" className="self-end">
        更正并试算
      </Button>
    </form>
  );
}
