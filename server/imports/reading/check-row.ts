/** Contradictions inside one row: warnings, because history is imported as it was written down. */

import type { LedgerProject } from "@/server/contracts/import";
import { type Fen, formatFen, MOST_PROJECT_FEN } from "@/server/domain/amounts";
import { oddPlans } from "@/server/domain/odd-plans";
import type { Day } from "@/server/domain/periods";
import { valuesOf } from "../history/row-values";
import type { Milestones } from "./clean-milestones";
import { hasReached, STAGES, stageRank } from "./clean-words";
import type { RowReader } from "./row-reader";

export interface RowAmounts {
  totalFen: Fen | null;
  fixedFen: Fen | null;
  arrivedFen: Fen;
  faiFen: Fen;
}

export interface CheckContext {
  cutoff: Day | null;
  /** The arrivals column calls its money 省外. */
  saysOutside: boolean;
  home: string;
  milestones: Milestones;
}

/** Words of work that only happens on a building site. */
const SITE_WORK =
  /主体施工|主体工程|主体封顶|封顶|设备安装|安装调试|基础施工|地基|打桩|正在施工|全面施工|土建|竣工|投产|试生产|试运行/;
const NOTHING_PLANNED = { plannedStartOn: null, plannedCompletionOn: null, plannedTotalFen: null };
const NOT_YET = /未|尚|拟|计划|准备|预计|待|前期/;

const wan = (fen: Fen): string => `${formatFen(fen, "wan", 2).replace(/\.00$/, "")} 万元`;

function checkOrigin(
  reader: RowReader,
  project: LedgerProject,
  amounts: RowAmounts,
  context: CheckContext,
): void {
  if (!context.saysOutside || amounts.arrivedFen === 0) return;
  const cell = reader.refOf("arrived");
  if (project.outside === false) {
    const place =
      project.province === context.home ? `${project.province}（本省）` : `${project.province}（境外）`;
    reader.warn(
      "arrival-not-outside",
      `省外内资栏里有 ${wan(amounts.arrivedFen)}，投资方却在${place}，不计入省外内资。`,
      cell,
    );
  } else if (project.outside === null && reader.has("province")) {
    reader.warn(
      "origin-unknown",
      `有到位资金 ${wan(amounts.arrivedFen)}，但投资方所在地不明，暂按表头计入省外内资。`,
      cell,
    );
  }
}

function checkAmounts(
  reader: RowReader,
  project: LedgerProject,
  amounts: RowAmounts,
  milestones: Milestones,
): void {
  const { totalFen: total, fixedFen: fixed, arrivedFen: arrived, faiFen: fai } = amounts;
  for (const [field, fen] of [
    ["total", total],
    ["fixed", fixed],
    ["arrived", arrived],
    ["fai", fai],
  ] as const)
    if (fen !== null && Math.abs(fen) > MOST_PROJECT_FEN)
      reader.object(
        {
          kind: "unit-slip",
          severity: "error",
          message: `${wan(fen)}超过 1,000 亿元，请核对这一列的单位（元、万元还是亿元）。`,
        },
        reader.refOf(field),
      );
  const above = (fen: Fen) => total !== null && total > 0 && fen > total;
  if (fixed !== null && above(fixed))
    reader.warn("fixed-above-total", `固定资产投资 ${wan(fixed)} 超过计划总投资。`, reader.refOf("fixed"));
  if (fixed !== null && fixed < 0)
    reader.warn("amount-negative", `固定资产投资为负（${wan(fixed)}）。`, reader.refOf("fixed"));
  if (above(arrived))
    reader.warn("arrived-above-total", `到位资金 ${wan(arrived)} 超过计划总投资。`, reader.refOf("arrived"));
  // A tenth above the plan is tolerated before the plan has to be adjusted.
  if (total !== null && total > 0 && fai > total * 1.1)
    reader.warn("fai-above-total", `完成固投 ${wan(fai)} 超过计划总投资的 1.1 倍。`, reader.refOf("fai"));
  if (arrived < 0)
    reader.warn("amount-negative", `到位资金为负（${wan(arrived)}），按冲减计入。`, reader.refOf("arrived"));
  if (fai < 0)
    reader.warn("amount-negative", `完成固投为负（${wan(fai)}），按冲减计入。`, reader.refOf("fai"));
  if (arrived > 0 && project.agreement === null && milestones.signYear === null) {
    reader.warn("arrival-before-contract", "还没有签约，却已有到位资金。", reader.refOf("arrived"));
  }
  if (
    fai > 0 &&
    milestones.startYear === null &&
    reader.has("startDate") &&
    !hasReached(project.stage, "开工")
  ) {
    reader.warn("fai-before-start", "还没有开工，却已有完成固投。", reader.refOf("fai"));
  }
}

function checkDates(reader: RowReader, milestones: Milestones, cutoff: Day | null): void {
  const { signDate, startDate, stage, agreement, signYear, startYear } = milestones;
  const sign = reader.refOf(reader.has("signDate") ? "signDate" : "formalDate");
  const start = reader.refOf("startDate");
  if (signDate && startDate && startDate < signDate) {
    reader.warn("start-before-sign", `开工（${startDate}）早于签约（${signDate}），请说明原因。`, start);
  }
  if (cutoff && signDate && signDate > cutoff)
    reader.warn("date-in-future", `签约日期 ${signDate} 晚于台账截止日期 ${cutoff}。`, sign);
  if (cutoff && startDate && startDate > cutoff)
    reader.warn("date-in-future", `开工日期 ${startDate} 晚于台账截止日期 ${cutoff}。`, start);
  if (agreement === "框架" && startDate)
    reader.warn("framework-started", "只签了框架协议，却已开工。", start);
  const rank = stageRank(stage);
  if (rank < 0 || !reader.has("stage")) return;
  if (startDate && rank < STAGES.indexOf("开工")) {
    reader.warn("date-ahead-of-stage", `已有开工日期，阶段仍是“${stage}”。`, start);
  }
  if (signDate && rank < STAGES.indexOf("框架协议")) {
    reader.warn("date-ahead-of-stage", `已有签约日期，阶段仍是“${stage}”。`, sign);
  }
  if (signYear === null && sign && (stage === "框架协议" || hasReached(stage, "正式签约"))) {
    reader.warn("stage-without-date", `阶段是“${stage}”，却没有签约日期。`, sign);
  }
  if (startYear === null && start && hasReached(stage, "开工")) {
    reader.warn("stage-without-date", `阶段是“${stage}”，却没有开工日期。`, start);
  }
}

/** What the forms ask about once is said of a row: the ledger goes in as it was written down, with the objection seen. */
function checkPlans(reader: RowReader, { agreement, signDate, startDate }: Milestones): void {
  const values = valuesOf({ values: reader.values });
  const approved = (occurredOn: Day | null) =>
    occurredOn === null ? undefined : ({ status: "approved", occurredOn, details: {} } as const);
  const done = { contract: approved(agreement === "框架" ? null : signDate), start: approved(startDate) };
  const plans = {
    plannedStartOn: values.day("plannedStart"),
    plannedCompletionOn: values.day("plannedFinish"),
  };
  const cells = { plannedStartOn: "plannedStart", plannedCompletionOn: "plannedFinish" } as const;
  for (const { field, message } of oddPlans({ basics: NOTHING_PLANNED, milestones: done }, plans))
    reader.warn("plan-odd", `${message}，请核对。`, reader.refOf(cells[field as keyof typeof cells]));
}

function checkProgress(reader: RowReader, project: LedgerProject): void {
  const { progress, stage } = project;
  if (!progress || !stage || !SITE_WORK.test(progress) || NOT_YET.test(progress)) return;
  if (!hasReached(stage, "开工") && stageRank(stage) <= STAGES.indexOf("供地")) {
    const severe = stageRank(stage) <= STAGES.indexOf("框架协议");
    const added = severe ? "" : "，请核对是否已经开工";
    reader.warn(
      "progress-ahead-of-stage",
      `进展写“${progress.slice(0, 20)}”，阶段却是“${stage}”${added}。`,
      reader.refOf("progress"),
    );
  }
}

export function checkRow(
  reader: RowReader,
  project: LedgerProject,
  amounts: RowAmounts,
  context: CheckContext,
): void {
  checkOrigin(reader, project, amounts, context);
  checkAmounts(reader, project, amounts, context.milestones);
  checkDates(reader, context.milestones, context.cutoff);
  checkPlans(reader, context.milestones);
  checkProgress(reader, project);
}
