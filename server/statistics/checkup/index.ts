/** 数据体检. */

export { acceptFinding, revokeAcceptance } from "./accept";
export { errorsOf, examine, examineForAll } from "./examine";
