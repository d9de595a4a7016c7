/** What other nouns may ask of evidence files. */
export { attachEvidence } from "./attach-evidence";
export { type OpenedEvidence, openEvidence } from "./open-evidence";
export { removeEvidence } from "./remove-evidence";
