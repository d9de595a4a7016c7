import { Badge, type Tone } from "@/components/ui/badge";
import { Tooltip } from "@/components/ui/tooltip";
import { ENTRY_STATUS_NAME, type EntryStatus } from "@/server/domain/ledger-entries";

const TONE: Record<EntryStatus, Tone> = {
  draft: "neutral",
  submitted: "accent",
  approved: "ok",
  returned: "late",
};

/** 草稿, 待审核, 已通过, 已退回 (with why). */
export function EntryStatusMark({
  status,
  reason,
}: {
  status: EntryStatus;
  reason?: string | null | undefined;
}) {
  const mark = <Badge tone={TONE[status]}>{ENTRY_STATUS_NAME[status]}</Badge>;
  if (status !== "returned" || !reason) return mark;
  return (
    <Tooltip content={`退回原因：${reason}`}>
      <button type="button">{mark}</button>
    </Tooltip>
  );
}
