/** The words and tones of batches, rows and jobs. */
import type { Tone } from "@/components/ui/badge";
import type { DetailKind } from "@/server/contracts/detail-fields";
import type {
  ImportJob,
  ImportScene,
  ImportState,
  ImportSummary,
  RowFate,
  RowFilter,
} from "@/server/contracts/import-batch";

export const STATE_WORD: Record<ImportState, { label: string; tone: Tone }> = {
  uploaded: { label: "已上传", tone: "neutral" },
  tried: { label: "已试算", tone: "accent" },
  unreadable: { label: "无法读取", tone: "late" },
  committed: { label: "已导入", tone: "ok" },
  undone: { label: "已撤销", tone: "neutral" },
};

/** Rows that went in and were taken back with their batch. */
const UNDONE_FATE = { label: "已撤销", tone: "neutral" } as const;

export const fateWord = (fate: RowFate, undone: boolean): { label: string; tone: Tone } =>
  undone && (fate === "committed" || fate === "updated") ? UNDONE_FATE : FATE_WORD[fate];

const FATE_WORD: Record<RowFate, { label: string; tone: Tone }> = {
  ready: { label: "新项目", tone: "accent" },
  failed: { label: "有错误", tone: "late" },
  changed: { label: "有改动", tone: "accent" },
  unchanged: { label: "无改动", tone: "neutral" },
  existing: { label: "库中已有", tone: "warn" },
  duplicate: { label: "重复行", tone: "warn" },
  "left-out": { label: "不导入", tone: "neutral" },
  committed: { label: "已导入", tone: "ok" },
  updated: { label: "已更新", tone: "ok" },
};

export const FILTER_WORD: Record<RowFilter, string> = {
  all: "全部",
  ready: "新项目",
  changed: "有改动",
  conflicts: "有冲突",
  unchanged: "无改动",
  errors: "有错误",
  warnings: "有提醒",
  existing: "库中已有",
  duplicate: "重复行",
  "left-out": "不导入",
};

/** Why rows stay out, in the order of how much can be done about it: "2 行有错误，5 行库中已有". */
export const reasonsOut = ({
  failed,
  existing,
  unchanged,
  duplicate,
  leftOut,
}: ImportSummary["counts"]): string =>
  [
    [failed, "行有错误"],
    [existing, "行库中已有而您不能改动"],
    [unchanged, "行与库中相同"],
    [duplicate, "行重复"],
    [leftOut, "行您选择不导入"],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, word]) => `${count} ${word}`)
    .join("，");

/** What rows of each kind are called where they are counted: 3 笔到位资金. */
export const DETAIL_NOUN: Record<DetailKind, string> = {
  arrival: "笔到位资金",
  investment: "笔固投",
  "follow-up": "条跟进",
  enterprise: "家企业",
};

/** "导入 3 个项目", "更新 2 个已有项目", or both; null when nothing would happen. */
export function commitWords({ summary, merge }: Pick<ImportScene, "summary" | "merge">): string | null {
  const ready = summary?.counts.ready ?? 0;
  const details = (summary?.details?.counts ?? [])
    .filter(({ fate }) => fate === "ready" || fate === "changed")
    .sort((a, b) => Number(a.fate === "changed") - Number(b.fate === "changed"))
    .map(({ kind, fate, count }) => `${fate === "ready" ? "录入" : "更新"} ${count} ${DETAIL_NOUN[kind]}`);
  const updates = merge.projects > 0 ? `更新 ${merge.projects} 个已有项目` : null;
  const enters = ready > 0 ? `导入 ${ready} 个${updates ? "新" : ""}项目` : null;
  return [enters, updates, ...details].filter(Boolean).join("、") || null;
}

/** What the worker does, said while it does it. */
export const JOB_WORD: Record<ImportJob["kind"], string> = {
  "import-try": "试算",
  "import-commit": "导入",
  "import-undo": "撤销",
};

export const isUnderWay = (job: ImportJob | null): boolean =>
  job !== null && (job.state === "waiting" || job.state === "running");
