/** What other nouns may ask of enterprises. */

export { valuesOf } from "./enterprise-things";
export { acceptUscc, findOrCreateEnterprise } from "./find-or-create-enterprise";
export { findOrCreateMany, keepableUscc } from "./find-or-create-many";
export { enterpriseNames, enterprisesFor } from "./list-enterprises";
export { OTHER_NAMES } from "./listed-names";
export { pointingAt } from "./merge/load-merge";
export { thingText } from "./merge/merge-scene";
export { mergeEnterprisesAgain, splitEnterprises } from "./merge/split-enterprises";
export { toldName } from "./told-name";
