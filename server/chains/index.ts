/** What other nouns may ask of chains. */
export { type ChainOnDay, chainsOnDay } from "./chain-people";
