import type { ProblemKind, Severity } from "@/server/contracts/import";

export interface Objection {
  kind: ProblemKind;
  severity: Severity;
  message: string;
}

/** What one cell was understood to hold. */
export interface CellReading<T> {
  value: T | null;
  /** What was done to the original; null when it was taken as it stands. */
  note: string | null;
  objection: Objection | null;
}

export const taken = <T>(
  value: T | null,
  note: string | null = null,
  objection: Objection | null = null,
): CellReading<T> => ({
  value,
  note,
  objection,
});

export const refused = <T>(kind: ProblemKind, message: string): CellReading<T> => ({
  value: null,
  note: null,
  objection: { kind, severity: "error", message },
});

export const doubted = <T>(
  value: T | null,
  note: string,
  kind: ProblemKind,
  message: string,
): CellReading<T> => ({
  value,
  note,
  objection: { kind, severity: "warning", message },
});

const PLACEHOLDER =
  /^(?:[-–—―_/\\~～.·*×xX?？]+|无|暂无|没有|待定|未定|不详|未知|不明|待补充?|待核实?|待确认|待明确|待报|待填|面议|另议|空|略|n\/?a|nil|null|none|未签|未签约|未签订|尚未签约|未开工|尚未动工|未动工|尚未开工|待开工|待签约?|待签订|未到位|尚未到位|未入库|未纳统|否)$/i;

/** Words and strokes that people put into a cell that has no value yet. */
export const isPlaceholder = (text: string): boolean => {
  const bare = text.replace(/[\s\u3000()（）。]/g, "");
  return bare === "" || PLACEHOLDER.test(bare);
};

/** An original in a message: shortened, on one line. */
export const quoted = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return `“${line.length > 40 ? `${line.slice(0, 40)}…` : line}”`;
};
