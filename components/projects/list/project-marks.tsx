import { Light } from "@/components/shared/light";
import { StagePill } from "@/components/shared/stage-pill";
import type { LightColour } from "@/server/domain/clocks";
import { MILESTONE_NAME, type Milestone, OFF_STATE_NAME, rankOf } from "@/server/domain/milestones";

interface StageMarkProps {
  stage: Milestone;
  offState: "held" | "ended" | "lost" | null;
  size?: "sm" | "md";
}

/** The stage, or the way on which the project left the main line. */
export const StageMark = ({ stage, offState, size = "sm" }: StageMarkProps) =>
  offState ? (
    <StagePill label={OFF_STATE_NAME[offState]} step={0} off size={size} />
  ) : (
    <StagePill label={MILESTONE_NAME[stage]} step={rankOf(stage)} size={size} />
  );

interface ProjectLightProps {
  light: LightColour;
  lightSince: string | null;
  lightReason: string;
  compact?: boolean;
}

/** The light with its reason where it warns; a normal light needs no explanation. */
export const ProjectLight = ({ light, lightSince, lightReason, compact = false }: ProjectLightProps) =>
  light === "warning" || light === "late" ? (
    <Light state={light} since={lightSince} reason={lightReason} compact={compact} />
  ) : (
    <Light state={light} compact={compact} />
  );
