"use client";
/** The month in the words of the work report; every number opens its rows. */
import { FigureButton } from "@/components/shared/stat-figure";
import { monthSentence } from "@/server/domain/statistics-sentence";
import type { OpenFigureHandler, Report } from "./statistics-types";

export function MonthSentence({ report, onOpen }: { report: Report; onOpen: OpenFigureHandler }) {
  const total = report.rows.find((r) => r.kind === "total");
  if (!total) return null;
  const parts = monthSentence(total.values, report.month, report.shape);
  return (
    <p className="mb-2 shrink-0 rounded-md border border-line bg-surface px-4 py-2.5 leading-7">
      {parts.map((part) =>
        typeof part === "string" ? (
          part
        ) : (
          <FigureButton
            key={part.column}
            label={`${part.text}，查看明细`}
            onOpen={() => onOpen({ rowKey: total.key, column: part.column, side: "now" })}
          >
            {part.text}
          </FigureButton>
        ),
      )}
    </p>
  );
}
