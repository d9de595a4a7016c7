"use client";
/** How sure the proposal for a column is, and the way back to it. */
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { confidenceWord, type JudgedColumn } from "./column-words";

interface ConfidenceProps {
  column: JudgedColumn & { letter: string };
  byHand: boolean;
  /** Back to what was proposed. */
  onRestore: (() => void) | null;
}

export function Confidence({ column, byHand, onRestore }: ConfidenceProps) {
  const { label, tone } = confidenceWord(column, byHand);
  return (
    <td className="px-3 py-1 whitespace-nowrap">
      {tone ? <Badge tone={tone}>{label}</Badge> : <span className="text-sm text-muted">{label}</span>}
      {onRestore ? (
        <Button
          size="sm"
          variant="ghost"
          className="ml-1"
          aria-label={`${column.letter} 列恢复识别结果`}
          onClick={onRestore}
        >
          恢复
        </Button>
      ) : null}
    </td>
  );
}
