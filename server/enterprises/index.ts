/** What other nouns may ask of enterprises. */
export { acceptUscc, findOrCreateEnterprise } from "./find-or-create-enterprise";
export { findOrCreateMany, keepableUscc } from "./find-or-create-many";
export { enterprisesFor } from "./list-enterprises";
