/** What a lead is owed and how long a first report protects it: rules of the bureau. */
import { z } from "zod";

const days = (least: number, most: number) =>
  z.number().int("天数须为整数").min(least, `天数至少为 ${least}`).max(most, `天数不能超过 ${most}`);

/** All in working days. */
export const dutyRules = z.object({
  /** From the first report to the first answer or contact. */
  respondDays: days(1, 250),
  /** From the first report to 研判. */
  judgeDays: days(1, 250),
  /** From the first report to an answer for who introduced it. */
  feedbackDays: days(1, 250),
  /** From one piece of progress to the next. */
  progressDays: days(1, 250),
  /** Overdue this long: it stands on the section head's desk too. */
  headDays: days(0, 250),
  /** And this much longer: on the director's. */
  directorDays: days(0, 250),
});
export type DutyRules = z.infer<typeof dutyRules>;

export const ownershipRules = z.object({
  /** Calendar days from the first report or a claim. */
  protectDays: days(1, 3650),
  /** Calendar days that the one extension adds. */
  extendDays: days(1, 3650),
  /** An extension needs a contact not older than this, in calendar days. */
  contactDays: days(1, 365),
  /** Calendar days without progress until notice is given. */
  silentDays: days(1, 3650),
  /** Working days between the notice and the open pool. */
  noticeDays: days(1, 250),
  /** Months after the lapse in which a signing still counts as the first reporter's introduction. */
  creditMonths: z.number().int("月数须为整数").min(0, "月数不能为负数").max(120, "月数不能超过 120"),
});
export type OwnershipRules = z.infer<typeof ownershipRules>;

/** All in working days. */
export const attributionRules = z.object({
  /** From the dispute being raised: both sides bring their evidence. */
  evidenceDays: days(1, 250),
  /** The section head mediates. */
  mediationDays: days(1, 250),
  /** The challenger says yes or no to what was mediated; silence is no. */
  consentDays: days(1, 250),
  /** The director rules. */
  rulingDays: days(1, 250),
  /** In which a ruling may be appealed against, once. */
  appealDays: days(1, 250),
  /** The receiving unit takes a transfer or declines it. */
  answerDays: days(1, 250),
  /** The director approves a transfer. */
  approvalDays: days(1, 250),
});
export type AttributionRules = z.infer<typeof attributionRules>;

export const startingDuties: DutyRules = {
  respondDays: 1,
  judgeDays: 3,
  feedbackDays: 5,
  progressDays: 10,
  headDays: 2,
  directorDays: 5,
};
export const startingOwnership: OwnershipRules = {
  protectDays: 90,
  extendDays: 90,
  contactDays: 30,
  silentDays: 60,
  noticeDays: 5,
  creditMonths: 12,
};

export const startingAttribution: AttributionRules = {
  evidenceDays: 5,
  mediationDays: 5,
  consentDays: 3,
  rulingDays: 3,
  appealDays: 5,
  answerDays: 5,
  approvalDays: 3,
};

/** Words by which a note tells its chain, beside the chain's own name. */
export const readingSchema = z.object({
  chainWords: z
    .array(
      z.object({
        chainId: z.number().int(),
        words: z.array(z.string().trim().min(2, "关键词至少两个字").max(20, "关键词不能超过20个字")).max(60),
      }),
    )
    .max(100),
});
