import { Badge, type Tone } from "@/components/ui/badge";
import { DISPUTE_STEPS, type DisputeStep, OPEN_STEPS } from "@/server/domain/dispute-state";
import { isOpen, TRANSFER_STEPS, type TransferStep } from "@/server/domain/transfer";

const disputeTone = (step: DisputeStep): Tone =>
  OPEN_STEPS.includes(step) ? "accent" : step === "withdrawn" ? "neutral" : "ok";

export const DisputeBadge = ({ step }: { step: DisputeStep }) => (
  <Badge tone={disputeTone(step)}>{DISPUTE_STEPS[step]}</Badge>
);

export const TransferBadge = ({ step }: { step: TransferStep }) => (
  <Badge tone={isOpen({ step }) ? "accent" : step === "done" ? "ok" : "neutral"}>
    {TRANSFER_STEPS[step]}
  </Badge>
);
