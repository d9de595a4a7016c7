/** Steps of a dispute or a transfer in the words of the bureau: for a project's history and for the dispute's own page. Pure. */
import type { AttributionFact, Share, Side } from "./attribution-facts";
import { percent } from "./attribution-shares";
import type { Day } from "./periods";

export const SIDE_NAME: Record<Side, string> = { challenger: "异议方", respondent: "首报方" };

export interface AttributionWords {
  title: string;
  text: string;
  /** What the person wrote himself. */
  reason: string;
  /** What runs from here, and until when. */
  due: { label: string; on: Day } | null;
}

type UnitName = (id: number) => string;

/** 招商一科 60%、招商二科 40% */
export const shareWords = (shares: readonly Share[], unit: UnitName): string =>
  shares.map((s) => `${unit(s.unitId)} ${percent(s.basisPoints)}`).join("、");

const words = (title: string, more: Partial<AttributionWords> = {}): AttributionWords => ({
  title,
  text: "",
  reason: "",
  due: null,
  ...more,
});
const dueBy = (label: string, deadline: { dueOn: Day } | null) => deadline && { label, on: deadline.dueOn };

export function attributionWords(fact: AttributionFact, unit: UnitName): AttributionWords {
  switch (fact.type) {
    case "DisputeRaised":
      return words("提出首报异议", {
        text: `${unit(fact.challengerUnitId)} 对 ${unit(fact.respondentUnitId)} 的首报`,
        reason: fact.statement,
        due: dueBy("举证截止", fact.evidence),
      });
    case "DisputeEvidenceClosed":
      return words(`${SIDE_NAME[fact.side]}举证完毕`, {
        reason: fact.note,
        due: dueBy("调解截止", fact.mediation),
      });
    case "DisputeMediated":
      return words(fact.agreed ? "调解：提出方案" : "调解未成", {
        text: shareWords(fact.shares, unit),
        reason: fact.note,
        due: fact.agreed ? dueBy("确认截止", fact.consent) : dueBy("裁定截止", fact.ruling),
      });
    case "DisputeConsented":
      return words(fact.agreed ? "异议方同意调解方案" : "异议方不同意调解方案", {
        text: shareWords(fact.shares, unit),
        reason: fact.note,
        due: dueBy("裁定截止", fact.ruling),
      });
    case "DisputeRuled":
      return words(fact.appeal ? "裁定首报归属" : "复议裁定首报归属", {
        text: shareWords(fact.shares, unit),
        reason: fact.reason,
        due: dueBy("复议截止", fact.appeal),
      });
    case "DisputeAppealed":
      return words(`${SIDE_NAME[fact.side]}申请复议`, {
        reason: fact.reason,
        due: dueBy("复议裁定截止", fact.ruling),
      });
    case "DisputeWithdrawn":
      return words("撤回首报异议", { reason: fact.reason });
    case "TransferProposed":
      return words("提出流转", {
        text: `${unit(fact.fromUnitId)} → ${unit(fact.toUnitId)}，原单位保留 ${percent(fact.keptBasisPoints)}`,
        reason: fact.reason,
        due: dueBy("答复截止", fact.answer),
      });
    case "TransferAnswered":
      return words(fact.accepted ? "同意接收" : "不接收", {
        reason: fact.note,
        due: dueBy("审批截止", fact.approval),
      });
    case "TransferDecided":
      return words(fact.approved ? "批准流转" : "不批准流转", {
        text: shareWords(fact.shares, unit),
        reason: fact.note,
      });
    case "TransferWithdrawn":
      return words("撤回流转", { reason: fact.reason });
  }
}
