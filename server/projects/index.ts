/** What other nouns may ask about projects: scope, permission on one project, masking. */
export { mayApprove } from "./advance-project";
export { type FoundProjects, findProjects, lightOf } from "./project-filter";
export { contactsFor, maskedFor, projectsFor, scopeWhere } from "./project-scope";
export { mayOn, requireOn, subjectOf } from "./project-subject";
