/** What other nouns may ask of chains. */
export { type ChainOnDay, type ChainPerson, chainsOnDay } from "./chain-people";
