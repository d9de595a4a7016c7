/** Roles that work by their unit. */
import { PERMISSIONS, type Role, type Scope } from "./permissions";

const OF_UNIT: readonly Scope[] = ["unit", "unit+signed", "host", "place"];

/** Whether a role's projects are those of its unit: without one, nobody above would see what such a person does. */
export const needsUnit = (role: Role): boolean =>
  Object.values(PERMISSIONS[role]).some((scope) => OF_UNIT.includes(scope));
