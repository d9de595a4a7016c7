"use client";
/** The beginning of a sheet, with the spans and formats that it has in the file. */
import clsx from "clsx";
import type { PreviewCell, PreviewSheet } from "@/server/contracts/ready-form";

const LOOK: Record<PreviewCell["look"], string> = {
  heading: "bg-sunken text-center font-medium whitespace-pre",
  text: "max-w-72 min-w-12 truncate text-left",
  centred: "max-w-60 truncate text-center",
  number: "text-right tabular-nums whitespace-nowrap",
};

export function FormPreviewTable({ sheet }: { sheet: PreviewSheet }) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1">
        <span className="font-medium">{sheet.title}</span>
        <span className="block text-sm text-muted">{sheet.note}</span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard. */}
      <section tabIndex={0} aria-label={`${sheet.name}预览`} className="thin-scroll overflow-x-auto">
        <table className="w-full border-collapse text-sm">
          <thead>
            <Lines lines={sheet.head} heading />
          </thead>
          <tbody>
            <Lines lines={sheet.body} />
          </tbody>
        </table>
      </section>
      <p className="mt-1 text-sm text-faint">
        {sheet.body.length === 0
          ? "这个期间没有内容。"
          : sheet.more
            ? `仅示前 ${sheet.body.length} 行，其余在导出的文件中。`
            : "已是全部行。"}
      </p>
    </figure>
  );
}

function Lines({ lines, heading }: { lines: PreviewCell[][]; heading?: boolean }) {
  return lines.map((line, row) => (
    // Lines and cells of a picture have no names of their own and never move.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above.
    <tr key={row}>
      {line.map((cell, at) => {
        const Tag = heading ? "th" : "td";
        return (
          <Tag
            // biome-ignore lint/suspicious/noArrayIndexKey: see above.
            key={at}
            colSpan={cell.columns}
            rowSpan={cell.rows}
            {...(heading ? { scope: cell.columns > 1 ? "colgroup" : "col" } : { title: cell.text })}
            className={clsx(
              "h-8 border border-line px-2",
              LOOK[cell.look],
              cell.strong && "bg-sunken font-medium",
            )}
          >
            {cell.text}
          </Tag>
        );
      })}
    </tr>
  ));
}
