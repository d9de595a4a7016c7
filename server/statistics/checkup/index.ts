/** 数据体检. */

export { acceptFinding, revokeAcceptance } from "./accept";
export { examine, examineForAll } from "./examine";
export { errorsOf, keepErrors } from "./kept-errors";
