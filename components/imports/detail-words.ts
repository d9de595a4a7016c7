/** The words and tones of rows of detail sheets. */
import type { Tone } from "@/components/ui/badge";
import type {
  DetailFate,
  DetailFilter,
  DetailRowView,
  DetailSummary,
} from "@/server/contracts/import-details";
import { ENTRY_STATUS_NAME, type EntryStatus } from "@/server/domain/ledger-entries";

export const DETAIL_FATE: Record<DetailFate, { label: string; tone: Tone }> = {
  ready: { label: "新增", tone: "accent" },
  changed: { label: "有改动", tone: "accent" },
  unchanged: { label: "无改动", tone: "neutral" },
  duplicate: { label: "已有，不录入", tone: "warn" },
  unmatched: { label: "没有找到项目", tone: "warn" },
  ambiguous: { label: "项目待选定", tone: "warn" },
  covered: { label: "可能重复", tone: "warn" },
  failed: { label: "不能读入", tone: "late" },
  "left-out": { label: "不录入", tone: "neutral" },
  committed: { label: "已录入", tone: "ok" },
  "taken-back": { label: "已撤销", tone: "neutral" },
  kept: { label: "保留", tone: "warn" },
};

/** A row that went in says how it stands in the ledger now. */
export function detailWord({
  kind,
  fate,
  status,
  changes,
}: Pick<DetailRowView, "kind" | "fate" | "status" | "changes">): {
  label: string;
  tone: Tone;
} {
  const word = DETAIL_FATE[fate];
  if (kind === "enterprise" && fate === "committed" && changes.length > 0)
    return { ...word, label: "已更新" };
  if (kind === "follow-up" || kind === "enterprise" || (fate !== "committed" && fate !== "kept")) return word;
  if (status === null) return { label: `${word.label}，后已删除`, tone: "neutral" };
  return { ...word, label: `${word.label}，${ENTRY_STATUS_NAME[status as EntryStatus]}` };
}

export const DETAIL_FILTER: Record<DetailFilter, { label: string; fates: readonly DetailFate[] }> = {
  all: { label: "全部", fates: Object.keys(DETAIL_FATE) as DetailFate[] },
  ready: { label: "新增", fates: ["ready"] },
  changed: { label: "有改动", fates: ["changed"] },
  open: { label: "待定", fates: ["unmatched", "ambiguous", "covered"] },
  standing: { label: "已登记", fates: ["unchanged", "duplicate"] },
  failed: { label: "不能读入", fates: ["failed"] },
  "left-out": { label: "不录入", fates: ["left-out"] },
};

export const countOf = ({ counts }: DetailSummary, fates: readonly DetailFate[]): number =>
  counts.filter(({ fate }) => fates.includes(fate)).reduce((all, { count }) => all + count, 0);
