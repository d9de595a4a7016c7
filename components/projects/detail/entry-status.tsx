import { Badge, type Tone } from "@/components/ui/badge";
import { ENTRY_STATUS_NAME, type EntryStatus as Status } from "@/server/domain/ledger-entries";

const TONE: Record<Status, Tone> = {
  draft: "neutral",
  submitted: "accent",
  approved: "ok",
  returned: "late",
};

export const EntryStatus = ({ status }: { status: Status }) => (
  <Badge tone={TONE[status]}>{ENTRY_STATUS_NAME[status]}</Badge>
);
