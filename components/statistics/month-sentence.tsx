"use client";
/** The month in the words of the work report; every number opens its rows. */
import { FigureButton } from "@/components/shared/stat-figure";
import { monthSentence } from "@/server/domain/statistics-sentence";
import type { OpenFigure, Report } from "./statistics-types";

export function MonthSentence({ report, onOpen }: { report: Report; onOpen: (figure: OpenFigure) => void }) {
  const total = report.rows.find((r) => r.kind === "total");
  if (!total) return null;
  const parts = monthSentence(total.values, report.month, report.shape);
  return (
    <p className="mb-3 rounded-md border border-line bg-surface px-4 py-3 text-lg leading-8">
      {parts.map((part) =>
        typeof part === "string" ? (
          part
        ) : (
          <FigureButton
            key={part.column}
            label={`${part.text}，查看明细`}
            onOpen={() => onOpen({ rowKey: total.key, column: part.column })}
          >
            {part.text}
          </FigureButton>
        ),
      )}
    </p>
  );
}
