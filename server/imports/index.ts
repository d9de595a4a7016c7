/** What pages, procedures, the worker and the command line may ask of imports. */
export { commitImport } from "./commit-import";
export { importDetails } from "./details/detail-list";
export { importRows, importScene, listImports } from "./import-scene";
export { cancelImportJob, chooseImport, IMPORT_HANDLERS, requestCommit, requestUndo } from "./import-steps";
export { importTotals } from "./import-totals";
export { openMarked } from "./marked-ledger";
export { decideCells } from "./merging/decide-cells";
export { ledgerFates } from "./merging/judge-ledger";
export { takeLedger } from "./take-ledger";
export { readAsHere, tryImport } from "./try-import";
