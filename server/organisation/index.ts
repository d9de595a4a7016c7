/** What other nouns may ask of the organisation: the names that their rows point at. */
export { type NameBook, nameBook, nameVersion } from "./name-book";
