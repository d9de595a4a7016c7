"use client";
/** The paragraphs of a text on its paper, those of a table set as the table that they are, pictures as they were drawn. */
import clsx from "clsx";
import type { ReactNode } from "react";
import type { CellPlace, ParagraphKind, WrittenPicture } from "@/server/contracts/writing";
import { PaperParagraph } from "./paper";

export interface Block {
  kind: ParagraphKind;
  cell?: CellPlace;
  picture?: WrittenPicture;
  shown: ReactNode;
}

type InTable = Block & { cell: CellPlace };
type Group = { table: InTable[] } | { block: Block };

const inTable = (block: Block): block is InTable => block.cell !== undefined;

function grouped(blocks: readonly Block[]): Group[] {
  const groups: Group[] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (!inTable(block)) groups.push({ block });
    else if (last && "table" in last && last.table[0]?.cell.table === block.cell.table)
      last.table.push(block);
    else groups.push({ table: [block] });
  }
  return groups;
}

export const PaperBlocks = ({ blocks }: { blocks: readonly Block[] }) =>
  grouped(blocks).map((group, i) =>
    "table" in group ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no name of their own and never move.
      <PaperTable key={i} cells={group.table} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no name of their own and never move.
      <PaperParagraph key={i} kind={group.block.kind}>
        {group.block.picture ? <PaperPicture picture={group.block.picture} /> : null}
        {group.block.shown}
      </PaperParagraph>
    ),
  );

const PaperPicture = ({ picture: { source, alt, share } }: { picture: WrittenPicture }) => (
  // biome-ignore lint/performance/noImgElement: drawn for this page, there is nothing to fetch.
  <img src={source} alt={alt} className="mx-auto block h-auto" style={{ width: `${share * 100}%` }} />
);

const SIDE_CLASS: Record<CellPlace["side"], string> = {
  left: "text-left",
  center: "text-center",
  right: "text-right tabular-nums",
};

function PaperTable({ cells }: { cells: readonly InTable[] }) {
  const rows = [...new Set(cells.map(({ cell }) => cell.row))];
  const columns = 1 + Math.max(...cells.map(({ cell }) => cell.column));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard.
    <section tabIndex={0} aria-label="表" className="thin-scroll overflow-x-auto">
      <table className="w-full border-collapse border-[1.5px] border-ink text-[12px] leading-[1.45]">
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              {Array.from({ length: columns }, (_, column) => (
                <PaperCell
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns are known by their place.
                  key={column}
                  blocks={cells.filter(({ cell }) => cell.row === row && cell.column === column)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PaperCell({ blocks }: { blocks: readonly InTable[] }) {
  const [first] = blocks;
  const Cell = first?.cell.head ? "th" : "td";
  return (
    <Cell
      {...(first?.cell.head ? { scope: "col" } : {})}
      className={clsx(
        "border border-ink px-1 py-0.5 align-middle whitespace-pre-line",
        first && SIDE_CLASS[first.cell.side],
        first?.cell.head && "font-normal [font-family:SimHei,黑体,sans-serif]",
      )}
    >
      {blocks.map(({ shown }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of a cell have no name of their own.
        <span key={i} className="block">
          {shown}
        </span>
      ))}
    </Cell>
  );
}
