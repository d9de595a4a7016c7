/**
 * The investors of a project and their shares. `basics.investorId` names the main investor: the one that lists, searches,
 * origin and statistics go by; it comes with the lead or the ledger and is never changed from here. The list of
 * investors says who pays besides and who holds how much. A list that is not empty holds the main investor too; an
 * empty one means that the main investor stands alone.
 */
import type { Fact } from "./project-facts";
import type { ProjectState } from "./project-state";
import { Refusal, refuseAt } from "./refusals";

/** 100 % in basis points. */
const WHOLE_SHARE = 10_000;

export interface InvestorShare {
  enterpriseId: number;
  /** Basis points, 1…10000; null when it is not known. */
  shareBasisPoints: number | null;
}

/** Σ of the known shares in basis points. */
export const sumOfShares = (shares: readonly Pick<InvestorShare, "shareBasisPoints">[]): number =>
  shares.reduce((sum, one) => sum + (one.shareBasisPoints ?? 0), 0);

/** What is wrong with a list of shares as a whole, in the words of the screen; null when nothing is. */
export function sharesProblem(shares: readonly Pick<InvestorShare, "shareBasisPoints">[]): string | null {
  const sum = sumOfShares(shares);
  return sum > WHOLE_SHARE ? `股比合计 ${sum / 100}%，不能超过 100%，请核对` : null;
}

/** Replaces the list of investors, in the order given. */
export function setInvestors(
  state: Pick<ProjectState, "basics" | "off">,
  investors: readonly InvestorShare[],
): Fact[] {
  if (state.off?.state === "withdrawn") throw new Refusal("not-found");
  const ids = investors.map((i) => i.enterpriseId);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice >= 0) throw refuseAt("duplicate", `investors.${twice}.name`, "同一企业只能列一次");
  const problem = sharesProblem(investors);
  if (problem) throw refuseAt("bad-input", "shares", problem);
  const main = state.basics.investorId;
  if (main !== null && ids.length > 0 && !ids.includes(main))
    throw refuseAt("bad-input", "investors", `名单须包含主投资方“${state.basics.investorName}”`);
  return [{ type: "InvestorsSet", v: 1, investors: investors.map((i) => ({ ...i })) }];
}
