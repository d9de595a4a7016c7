/** What other nouns may ask of enterprises. */
export { acceptUscc, findOrCreateEnterprise } from "./find-or-create-enterprise";
export { enterprisesFor } from "./list-enterprises";
