/** 合并企业: two records of one enterprise side by side, and what is chosen. */
import { z } from "zod";
import { ENTERPRISE_FIELDS, type EnterpriseField } from "@/server/domain/enterprise-merging";
import { id, text } from "./kit";
import { requestIdSchema } from "./project";

const pair = { keepId: id, giveId: id };
const twoOfThem = {
  check: ({ keepId, giveId }: { keepId: number; giveId: number }) => keepId !== giveId,
  otherwise: { path: ["giveId"], error: "请选择两家不同的企业" },
};
export const enterpriseMergeScene = z.object(pair).refine(twoOfThem.check, twoOfThem.otherwise);

export const mergeEnterprises = z
  .object({
    requestId: requestIdSchema,
    ...pair,
    /** Versions of both as the page showed them. */
    keepVersion: z.number().int(),
    giveVersion: z.number().int(),
    /** Things taken from the one that gives way; all others stay the survivor's. */
    fields: z.array(z.enum(ENTERPRISE_FIELDS)).max(ENTERPRISE_FIELDS.length),
    reason: text(500).default(""),
  })
  .refine(twoOfThem.check, twoOfThem.otherwise);

export interface MergingSide {
  id: number;
  version: number;
  name: string;
  otherNames: string[];
  honours: number;
  anchors: number;
}

export interface MergingField {
  field: EnterpriseField;
  label: string;
  keep: string | null;
  give: string | null;
  proposed: "keep" | "give";
}

/** A project that will point at the survivor. */
export interface RelinkedProject {
  id: number;
  number: string;
  name: string;
  /** As the list of investors will say it; null where only the main investor changes. */
  investors: string | null;
}

export interface EnterpriseMergeScene {
  keep: MergingSide;
  give: MergingSide;
  fields: MergingField[];
  projects: RelinkedProject[];
  /** Why it cannot be done now, in the words of the screen. */
  obstacles: string[];
  /** What the person should look at before. */
  warnings: string[];
}

/** Where one that was merged went. */
export interface EnterpriseTrace {
  name: string;
  into: { id: number; name: string };
  by: string;
  /** ISO instant. */
  at: string;
}
