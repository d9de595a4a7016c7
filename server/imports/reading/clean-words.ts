/** Stage and agreement words as bureaus write them → the ledger's customary word. */
import type { LedgerAgreement } from "@/server/contracts/import";
import { type CellReading, doubted, isPlaceholder, quoted, taken } from "./cell-reading";

/** In the order of the main line; the off-ramps come last. */
export const STAGES = [
  "线索",
  "在谈",
  "框架协议",
  "正式签约",
  "注册",
  "立项",
  "供地",
  "开工",
  "纳统",
  "在建",
  "竣工",
  "投产",
  "达产",
  "搁置",
  "终止",
  "流失",
] as const;
export type StageWord = (typeof STAGES)[number];

export const stageRank = (stage: string | null): number => STAGES.indexOf(stage as StageWord);
export const isOffRamp = (stage: string | null): boolean => stageRank(stage) >= STAGES.indexOf("搁置");
export const hasReached = (stage: string | null, milestone: StageWord): boolean => {
  const rank = stageRank(stage);
  return rank >= 0 && !isOffRamp(stage) && rank >= STAGES.indexOf(milestone);
};

/** First match wins: what denies or only plans a step stands before the step itself. */
const STAGE_WORDS: [RegExp, StageWord][] = [
  [/流失|丢失|未成|破裂|未果|落选/, "流失"],
  [/(?<!未)(?:转|升级为|变更为|改签)(?:为|成)?(?:正式|合同|签约)/, "正式签约"],
  [/停止|不再|移出|终止|解约|解除|取消|退出|放弃|清退|撤销|退库/, "终止"],
  [/搁置|暂停|停滞|停工|停建|缓建|暂缓|中止/, "搁置"],
  [/(未|待|尚未|拟|即将)(达产|达效|满产)/, "投产"],
  [/达产|达效|满产/, "达产"],
  [/(竣工|完工|建成).*(未|待|尚未|即将)(投产|运营|使用)/, "竣工"],
  [/(未|待|拟|即将|计划|预计|准备|尚未)(投产|竣工|运营)/, "在建"],
  [/投产|试产|试生产|试运营|运营|开业|营业|建成使用/, "投产"],
  [/竣工|建成|完工|完成建设|验收/, "竣工"],
  [/(未|待|拟|即将|计划|预计|准备|尚未)(开工|动工|建设)/, "正式签约"],
  [/在建|续建|建设中|施工中|正在建设|正在施工|施工阶段|建设阶段/, "在建"],
  [/(未|待|拟|尚未)(纳统|入库|入统)/, "开工"],
  [/纳统|入库|入统/, "纳统"],
  [/开工|动工|奠基/, "开工"],
  [/供地|拿地|摘牌|土地|用地/, "供地"],
  [/立项|备案|核准|审批|前期手续|手续办理|前期/, "立项"],
  [/(签约|签订).*(未|待|尚未|拟)(注册|落户|登记)/, "正式签约"],
  [/注册|落户|登记/, "注册"],
  [/(已签|签订|签署)?框架|意向协议|战略合作/, "框架协议"],
  [/(未|待|拟|即将|计划|预计|准备|尚未)(签约|签订)/, "在谈"],
  [/签约|合同|已签|签订|落地/, "正式签约"],
  [/在谈|洽谈|谈判|对接|磋商|考察|商谈|跟进|拜访|接洽/, "在谈"],
  [/线索|储备|谋划|意向|跟踪|信息/, "线索"],
];

export function stageOf(raw: string): StageWord | null {
  const text = raw.replace(/[\s\u3000（）()【】[\]""“”]/g, "");
  if (text === "") return null;
  const exact = STAGES.find(
    (stage) => stage === text || `${stage}项目` === text || `已${stage}` === text || `${stage}阶段` === text,
  );
  return exact ?? STAGE_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Says that a project goes on, and nothing about how far it is. */
const VAGUE = /^(?:正在|正常|有序|持续|稳步|加快|积极|全力)?(?:推进|进行|跟进)(?:中|之中)?$/;
export const isVagueStage = (raw: string): boolean => VAGUE.test(raw.replace(/\s/g, ""));

export function cleanStage(raw: string): CellReading<string> {
  const text = raw.trim();
  if (isPlaceholder(text) && !/未签约|未开工|待开工|待签约/.test(text)) return taken<string>(null);
  const stage = stageOf(text);
  if (!stage) return doubted(text, "原词保留", "stage-unknown", `${quoted(text)}不是已知的阶段。`);
  return taken<string>(stage, stage === text ? null : `读作 ${stage}`);
}

export function agreementOf(raw: string): LedgerAgreement | null {
  // "已签约（2026.3.15）": the day beside the word is read elsewhere.
  const text = raw
    .replace(/[\s\u3000]/g, "")
    .replace(/[（(]?20\d{2}[-/.年]\d{1,2}(?:[-/.月](?:\d{1,2}[日号]?)?)?[）)]?/g, "")
    .replace(/[（(][）)]/g, "");
  if (/^(未|无|否|拟|待)/.test(text)) return null;
  // 框架转正式: what it has become counts.
  if (/(?:转|升级为|变更为|改签)(?:为|成)?(?:正式|合同|投资协议)|已转正/.test(text)) return "正式";
  if (/框架|意向|战略|备忘录/.test(text)) return "框架";
  return /正式|合同|投资协议|入园|入驻|项目协议|合作协议|招商协议|补充协议|协议书|^协议$|^已?签约?$/.test(
    text,
  )
    ? "正式"
    : null;
}

export function cleanAgreement(raw: string): CellReading<LedgerAgreement> {
  const text = raw.trim();
  if (isPlaceholder(text))
    return taken<LedgerAgreement>(null, text === "" ? null : `${quoted(text)}视为未签`);
  const agreement = agreementOf(text);
  if (agreement) return taken<LedgerAgreement>(agreement, text === agreement ? null : `读作${agreement}`);
  if (/^(未|无|否|拟|待)|在谈|洽谈|线索/.test(text))
    return taken<LedgerAgreement>(null, `${quoted(text)}视为未签`);
  return doubted<LedgerAgreement>(
    null,
    "未能识别",
    "agreement-unknown",
    `${quoted(text)}不是已知的签约类型（框架、正式）。`,
  );
}

/** The agreement that a stage implies, when the ledger has no word for it. */
export function agreementOfStage(stage: string | null): LedgerAgreement | null {
  if (stage === "框架协议") return "框架";
  return hasReached(stage, "正式签约") ? "正式" : null;
}
