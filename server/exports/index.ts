/** What the API, the worker and the command line use of exports. */
export {
  cancelExport,
  EXPORT_HANDLERS,
  exportEntries,
  exportHistory,
  exportMonth,
  exportOwnForm,
  exportPastProjects,
  exportProgress,
  exportProjects,
  exportRates,
  exportReadyForm,
  exportReport,
  exportTargets,
  exportView,
  openExport,
} from "./export-jobs";
export { previewReadyForm } from "./forms/ready-form";
export { writeMonthWorkbook } from "./month-workbook";
export { formWords, previewOwnForm } from "./own-forms/fill-own-form";
export {
  listOwnForms,
  openOwnForm,
  ownFormColumns,
  remapOwnForm,
  retireOwnForm,
  takeOwnForm,
} from "./own-forms/own-forms";
