import type { Requirement } from "@/server/domain/pipeline";
import type { Gate } from "@/server/domain/rules";

/** Who looks next: 由局长审核. */
export const APPROVER: Record<Gate["approval"], string> = {
  none: "提交后立即生效",
  section: "由科长审核",
  director: "由局长审核",
  statistics: "由统计审核",
};

/** 推进 takes effect at once; 报审 waits for a second person. */
export const submitVerb = (approval: Gate["approval"]): string => (approval === "none" ? "推进" : "报审");

const VERB = {
  milestone: "先完成",
  field: "填写",
  detail: "填写",
  evidence: "上传",
  contact: "登记",
} as const;

/** What to do about a requirement: 上传, 填写. */
export const verbFor = (kind: keyof typeof VERB): string => VERB[kind];

/** Where the form, and the server's answer, place a requirement. */
export const gateField = (r: Requirement): string => {
  if (r.kind === "milestone") return `milestone.${r.milestone}`;
  if (r.kind === "evidence") return `evidence.${r.anyOf[0]}`;
  return r.kind === "contact" ? "contact" : r.field;
};
