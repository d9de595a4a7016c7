/** What the API, the exports and the worker use of written texts. */

export { reportWords } from "./report-words";
export { listTemplates, openTemplateFile, retireTemplate, takeTemplate } from "./templates";
export { verifyDocument, verifyText } from "./verify-report";
export {
  previewReport,
  type ReportOrder,
  reportFileName,
  requireReport,
  writeReport,
} from "./write-report";
