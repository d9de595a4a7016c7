/** The words and tones of batches, rows and jobs. */
import type { Tone } from "@/components/ui/badge";
import type {
  ImportJob,
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
  undone && fate === "committed" ? UNDONE_FATE : FATE_WORD[fate];

const FATE_WORD: Record<RowFate, { label: string; tone: Tone }> = {
  ready: { label: "可导入", tone: "accent" },
  failed: { label: "有错误", tone: "late" },
  existing: { label: "库中已有", tone: "warn" },
  "left-out": { label: "不导入", tone: "neutral" },
  committed: { label: "已导入", tone: "ok" },
};

export const FILTER_WORD: Record<RowFilter, string> = {
  all: "全部",
  ready: "可导入",
  errors: "有错误",
  warnings: "有提醒",
  existing: "库中已有",
  "left-out": "不导入",
};

/** Why rows stay out, in the order of how much can be done about it: "2 行有错误，5 行库中已有". */
export const reasonsOut = ({ failed, existing, leftOut }: ImportSummary["counts"]): string =>
  [
    [failed, "行有错误"],
    [existing, "行库中已有"],
    [leftOut, "行您选择不导入"],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, word]) => `${count} ${word}`)
    .join("，");

/** What the worker does, said while it does it. */
export const JOB_WORD: Record<ImportJob["kind"], string> = {
  "import-try": "试算",
  "import-commit": "导入",
  "import-undo": "撤销",
};

export const isUnderWay = (job: ImportJob | null): boolean =>
  job !== null && (job.state === "waiting" || job.state === "running");
