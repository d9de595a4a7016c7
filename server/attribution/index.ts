/** What other nouns may ask about disputes: the evidence store asks who may bring a paper and who may open it. */

export { mayOpenDisputePaper, requireDisputePaper } from "./dispute-papers";
