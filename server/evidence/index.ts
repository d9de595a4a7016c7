/** What other nouns may ask of evidence files. */
export { attachEvidence, type AttachedEvidence } from "./attach-evidence";
export { openEvidence, type OpenedEvidence } from "./open-evidence";
