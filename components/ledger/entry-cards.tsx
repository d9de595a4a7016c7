"use client";
/** A ledger on a phone: one card a row, a page at a time. */
import Link from "next/link";
import { useMemo } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { formatCount, formatMonth } from "@/components/shared/format";
import { Amount } from "@/components/shared/unit-switch";
import { PAGE_ROWS, type PagedRows } from "@/components/table/use-paged-rows";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { AGREEMENT_KINDS, BASES } from "@/server/contracts/ledger";
import type { Fen } from "@/server/domain/amounts";
import { shortPlace } from "@/server/domain/places";
import { EntryStatusMark } from "./entry-status";
import type { AnyLine } from "./ledger-types";

interface EntryCardsProps<Line extends AnyLine> {
  label: string;
  pages: PagedRows<Line, unknown>;
  /** Null: whoever fills nothing in has nothing to tick. */
  ticked: ReadonlySet<string> | null;
  onTickedChange: (ticked: ReadonlySet<string>) => void;
}

interface CardWords {
  when: string;
  fen: Fen;
  what: string;
}

function wordsOf(line: AnyLine): CardWords {
  if ("arrivedOn" in line)
    return {
      when: line.arrivedOn,
      fen: line.amountFen,
      what: [line.payerName, shortPlace(line.sourceProvince)].filter(Boolean).join("，"),
    };
  if ("signedOn" in line)
    return {
      when: line.signedOn,
      fen: line.amountFen,
      what: [AGREEMENT_KINDS[line.kind], line.counterpart].filter(Boolean).join("，"),
    };
  return { when: formatMonth(line.month), fen: line.totalFen, what: BASES[line.basis] };
}

export function EntryCards<Line extends AnyLine>(props: EntryCardsProps<Line>) {
  const { label, pages, ticked, onTickedChange } = props;
  const { rowCount, getRow, onRangeChange } = pages;
  const lines = useMemo(() => {
    const loaded: Line[] = [];
    for (let at = 0; at < rowCount; at++) {
      const line = getRow(at);
      if (!line) break;
      loaded.push(line);
    }
    return loaded;
  }, [rowCount, getRow]);
  const left = rowCount - lines.length;
  const tick = (id: string, on: boolean) =>
    onTickedChange(new Set(on ? [...(ticked ?? []), id] : [...(ticked ?? [])].filter((t) => t !== id)));
  return (
    <>
      <ul aria-label={label} className="flex flex-col gap-2">
        {lines.map((line) => (
          <li key={line.id} className="flex gap-2 rounded-md border border-line bg-surface px-3 py-2">
            {ticked ? (
              <Checkbox
                aria-label={`选择 ${line.projectName}`}
                checked={ticked.has(String(line.id))}
                onChange={(event) => tick(String(line.id), event.target.checked)}
              />
            ) : null}
            <EntryCard line={line} />
          </li>
        ))}
      </ul>
      {left > 0 ? (
        <Button
          className="mt-3 w-full"
          size="lg"
          onClick={() => onRangeChange(0, lines.length + PAGE_ROWS - 1)}
        >
          还有 {formatCount(left)} 条
        </Button>
      ) : null}
    </>
  );
}

function EntryCard({ line }: { line: AnyLine }) {
  const { when, fen, what } = wordsOf(line);
  return (
    <div className="min-w-0 flex-1">
      <div className="flex items-start gap-2">
        <Link href={`/projects/${line.projectId}`} className="min-w-0 flex-1 font-medium">
          <ChainDot index={line.chainHue} className="mr-1.5 align-middle" />
          {line.projectName}
        </Link>
        <EntryStatusMark status={line.status} reason={line.returnReason} />
      </div>
      <div className="mt-1 flex items-baseline gap-3 text-sm text-muted tabular-nums">
        <span>{when}</span>
        <span className="ml-auto text-base text-ink">
          <Amount fen={fen} trim withUnit />
        </span>
      </div>
      <p className="truncate text-sm text-muted">{what}</p>
    </div>
  );
}
