/** How a target was divided: the sum of its parts beside it. Chains, departments and streets each divide the district anew. */

export const DIVISION_GROUPS = {
  chain: "各产业链",
  department: "各主办部门",
  street: "各街道园区",
} as const;
export type DivisionGroup = keyof typeof DIVISION_GROUPS;

export interface Division {
  /** Of the parts that have a target. */
  sum: number;
  /** Sum − whole: above 0 more was given out than there is, below 0 something is left; null without a whole. */
  over: number | null;
}

/** Null: nobody of the group has a target, so nothing was divided. */
export function divisionOf(whole: number | null, parts: readonly (number | null)[]): Division | null {
  const given = parts.filter((part) => part !== null);
  if (given.length === 0) return null;
  const sum = given.reduce((total, part) => total + part, 0);
  return { sum, over: whole === null ? null : sum - whole };
}

/** "正好分完", "多分 3", "还有 3 未分". */
export function divisionWord({ over }: Division, words: (value: number) => string): string {
  if (over === null) return "没有全区目标";
  if (over === 0) return "正好分完";
  return over > 0 ? `多分 ${words(over)}` : `还有 ${words(-over)} 未分`;
}
