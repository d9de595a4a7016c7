import { Badge } from "@/components/ui/badge";
import { CERTAINTY_WORD, type Certainty } from "@/server/domain/likeness-words";

const TONE = { certain: "late", likely: "warn", possible: "neutral" } as const;

/** How sure it is that two projects are one. */
export const CertaintyBadge = ({ certainty }: { certainty: Certainty }) => (
  <Badge tone={TONE[certainty]}>{CERTAINTY_WORD[certainty]}</Badge>
);
