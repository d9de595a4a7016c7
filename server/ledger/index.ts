/** What other nouns may ask the ledgers. */
export { myMilestones, waitingCounts } from "./review-queue";
export { reportingIn, unreportedIn } from "./sheets";
