import { Badge, type Tone } from "@/components/ui/badge";
import { OPERATION_KINDS, OPERATION_STATES, type OperationState } from "@/server/domain/operations";

export const kindWord = (kind: string): string =>
  OPERATION_KINDS[kind as keyof typeof OPERATION_KINDS] ?? "其他操作";

const TONE: Record<OperationState, Tone> = { "in-force": "ok", partly: "warn", undone: "neutral" };

/** 有效, 部分撤销, 已撤销. */
export const StateBadge = ({ state }: { state: OperationState }) => (
  <Badge tone={TONE[state]}>{OPERATION_STATES[state]}</Badge>
);
