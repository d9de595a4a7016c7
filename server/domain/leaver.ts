/** 离任移交: what becomes of a person's projects when he leaves his post. Pure. */
import { MOST_HANDED_OVER } from "./hand-over";

export interface TeamMember {
  role: string;
  personName: string;
  accountId: number | null;
}

/** How many projects one operation may hand over. */
export const MOST_IN_PORTFOLIO = MOST_HANDED_OVER;

/**
 * The team after the receiver stepped in: he takes the leaver's place and role. Whoever serves there already keeps his own
 * role, and the leaver's place is closed. Null when the leaver does not serve there.
 */
export function teamWithout(
  members: readonly TeamMember[],
  leaverId: number,
  receiver: { id: number; name: string },
): TeamMember[] | null {
  if (!members.some((m) => m.accountId === leaverId)) return null;
  let serves = members.some((m) => m.accountId === receiver.id);
  return members.flatMap((member) => {
    if (member.accountId !== leaverId) return [member];
    if (serves) return [];
    serves = true;
    return [{ role: member.role, personName: receiver.name, accountId: receiver.id }];
  });
}
