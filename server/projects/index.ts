/** What other nouns may ask about projects: scope, permission on one project, masking, and the words of what changed. */

export { factNames, investorNames } from "./fact-names";
export { requireOwner } from "./hand-over";
export { KeptByReason } from "./kept-projects";
export { lapseLeads } from "./lapse-leads";
export { mergeAgainWrites, mergeTouchesClosed, pairOf, splitWrites } from "./merge/split-writes";
export { noteSensitiveAmong } from "./note-sensitive-rows";
export { paperHistory } from "./paper-history";
export { findProjects, lightOf } from "./project-filter";
export { projectNumbers } from "./project-numbers";
export { boardAmountOf } from "./project-rows";
export { contactsFor, maskedFor, projectsFor } from "./project-scope";
export { mayOn, requireOn, subjectOf } from "./project-subject";
export { isSuspected } from "./suspect-duplicates";
export { thingChange, thingShown, thingWords } from "./thing-words";
