/** What other nouns may ask of enterprises. */
export { acceptUscc, findOrCreateEnterprise } from "./find-or-create-enterprise";
export { findOrCreateMany, keepableUscc } from "./find-or-create-many";
export { enterprisesFor } from "./list-enterprises";
export { OTHER_NAMES } from "./listed-names";
export { toldName } from "./told-name";
