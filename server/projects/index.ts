/** What other nouns may ask about projects: scope, permission on one project, masking. */

export { lapseLeads } from "./lapse-leads";
export { paperHistory } from "./paper-history";
export { findProjects, lightOf } from "./project-filter";
export { projectNumbers } from "./project-numbers";
export { contactsFor, maskedFor, projectsFor } from "./project-scope";
export { requireOn, subjectOf } from "./project-subject";
