import { Light, type LightState } from "@/components/shared/light";
import { StagePill } from "@/components/shared/stage-pill";
import { MILESTONE_NAME, type Milestone, OFF_STATE_NAME, rankOf } from "@/server/domain/milestones";
import type { LightColour } from "@/server/domain/project-state";

const LIGHT_STATE: Record<LightColour, LightState> = {
  normal: "ok",
  warning: "warn",
  late: "late",
  none: "idle",
};

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
    <Light state={LIGHT_STATE[light]} since={lightSince} reason={lightReason} compact={compact} />
  ) : (
    <Light state={LIGHT_STATE[light]} compact={compact} />
  );
