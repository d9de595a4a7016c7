/** Lists of a project that facts replace as a whole: people, tags, investors. */
import type { MergeLists } from "./merge-facts";
import type { Fact } from "./project-facts";

/** The lists that a fact sets; what is absent stays as it is. */
export function listsIn(fact: Fact): MergeLists {
  switch (fact.type) {
    case "TeamSet":
      return { team: fact.members };
    case "TagsSet":
      return { tags: { engineIds: fact.engineIds, linkedChainIds: fact.linkedChainIds } };
    case "InvestorsSet":
      return { investors: fact.investors };
    case "Absorbed":
    case "Parted":
    case "InvestorRelinked":
      return fact.listsAfter;
    default:
      return {};
  }
}
