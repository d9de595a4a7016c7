/** 数据体检: what is asked and answered. */
import { z } from "zod";
import { CHECK_IDS, CHECK_LEVEL_NAMES, type CheckId, type Compared } from "@/server/domain/checkup";
import { id, idOrZero, text } from "./kit";
import { requestIdSchema } from "./project";
import { statMonthSchema } from "./statistics";

export const askCheckup = z.object({
  month: statMonthSchema,
  /** 0 stands for projects without a chain. */
  chainId: idOrZero.nullable().default(null),
  level: z.enum(CHECK_LEVEL_NAMES).nullable().default(null),
  check: z.enum(CHECK_IDS).nullable().default(null),
  /** Only what the person is in charge of or serves. */
  mine: z.boolean().default(false),
});
export type AskCheckup = z.output<typeof askCheckup>;

const reason = text(300).min(4, "请写明核实了什么，至少四个字");
export const acceptFinding = z.object({
  requestId: requestIdSchema,
  month: statMonthSchema,
  check: z.enum(CHECK_IDS),
  subject: z.string().min(1).max(160),
  /** Digest of the numbers that the person has seen. */
  digest: z.string().regex(/^[0-9a-f]{64}$/, "请刷新后重新核对"),
  reason,
});
export const revokeAcceptance = z.object({ requestId: requestIdSchema, id });

/** What puts it right: a place that opens at the form, or a value set after a confirmation. */
export type Deed =
  | { kind: "open"; label: string; href: string }
  | { kind: "set"; label: string; projectId: number; version: number; field: string; value: number };

export interface FindingProject {
  id: number;
  /** Null where the person may not see which project it is. */
  name: string | null;
  number: string | null;
}

export interface Finding {
  subject: string;
  digest: string;
  /** Of a figure: what is wrong with it; empty where the check says it. */
  words: string;
  /** Whose it is to mend where this person may not: 承办人; null where there are deeds, or nobody is known. */
  mender: string | null;
  project: (FindingProject & { chainName: string | null; chainHue: number | null }) | null;
  other: FindingProject | null;
  numbers: Compared[];
  since: string | null;
  deeds: Deed[];
  /** The person may say that it is right. */
  acceptable: boolean;
  accepted: { id: number; by: string; at: string; reason: string; revocable: boolean } | null;
}

export interface CheckedFindings {
  check: CheckId;
  /** Not accepted. */
  open: number;
  accepted: number;
  /** The first day of those that are not accepted. */
  oldest: string | null;
  /** The first of them. */
  findings: Finding[];
}

export interface Checkup {
  month: number;
  checks: CheckedFindings[];
  chains: { id: number; name: string }[];
  /** Figures of the whole district are among what was examined. */
  whole: boolean;
}
