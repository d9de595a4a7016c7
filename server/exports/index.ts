/** What the API, the worker and the command line use of exports. */
export {
  cancelExport,
  EXPORT_HANDLERS,
  exportEntries,
  exportHistory,
  exportMonth,
  exportProgress,
  exportProjects,
  exportView,
  openExport,
} from "./export-jobs";
export { writeMonthWorkbook } from "./month-workbook";
