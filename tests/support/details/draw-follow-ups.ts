/** A sheet of 跟进记录 in one of several habits, with the truth beside it. */
import type { FollowUpKind } from "@/server/contracts/project-card";
import { type Random, randomFrom } from "../demo/random";
import { type Grid, type GridCell, type LedgerFormat, writeGrids } from "../ledgers/write-grid";

export interface FollowUpStyle {
  format: LedgerFormat;
  /** The project on every row, or merged over its follow-ups. */
  project: "every" | "merged";
  days: "date" | "dotted" | "spoken";
  words: "走访" | "跟进" | "plain";
  /** Whether the sheet says how. */
  kinds: boolean;
  defects: boolean;
  order: "given" | "shuffled";
}

export interface TrueFollowUp {
  project: string;
  happenedOn: string;
  contactKind: FollowUpKind;
  summary: string;
  people: string;
  nextStep: string;
  nextOn: string | null;
}
export interface FollowUpTruth {
  followUps: TrueFollowUp[];
  errors: { row: number; kind: string }[];
}

const PROJECTS = ["重型数控机床基地项目", "低温装备产业园项目", "冰雪运动器材项目"];
const KINDS: [word: string, kind: FollowUpKind][] = [
  ["走访", "visit"],
  ["上门拜访", "visit"],
  ["来访", "reception"],
  ["接待", "reception"],
  ["会谈", "meeting"],
  ["视频会议", "meeting"],
  ["电话", "call"],
  ["电话回访", "call"],
  ["微信", "message"],
  ["反馈引荐人", "feedback"],
  ["记事", "note"],
];
const TEXTS = ["介绍土地和厂房条件", "看了两处厂房，意向较强", "谈用电、用热价格", "企业要求补充政策说明"];
const STEPS = ["报送政策清单", "陪同踏勘", "起草框架协议", ""];
const EPOCH = Date.UTC(2026, 1, 2);
const DAY_MS = 86_400_000;
const dayAt = (offset: number) => new Date(EPOCH + offset * DAY_MS).toISOString().slice(0, 10);

interface Drawn extends TrueFollowUp {
  word: string;
}

function draw(random: Random, style: FollowUpStyle, project: string, at: number): Drawn {
  const [word = "", kind = "note"] = KINDS[random.int(0, KINDS.length - 1)] ?? [];
  const offset = random.int(0, 240);
  const nextStep = STEPS[random.int(0, STEPS.length - 1)] ?? "";
  return {
    ...{ project, word, contactKind: style.kinds ? kind : "note", happenedOn: dayAt(offset) },
    summary: `第${at + 1}次：${TEXTS[random.int(0, TEXTS.length - 1)]}`,
    people: random.int(0, 1) === 0 ? "" : "王科长、李经理",
    nextStep,
    nextOn: nextStep === "" ? null : dayAt(offset + random.int(1, 30)),
  };
}

function dayCell(day: string | null, style: FollowUpStyle["days"]): GridCell {
  if (day === null) return null;
  const [year, month, date] = day.split("-").map(Number);
  if (style === "date") return { day, format: "yyyy-mm-dd" };
  return style === "dotted" ? `${year}.${month}.${date}` : `${year}年${month}月${date}日`;
}

const headersOf = ({ words, kinds }: FollowUpStyle): string[] => [
  "序号",
  "项目名称",
  words === "plain" ? "日期" : `${words}日期`,
  ...(kinds ? [words === "plain" ? "方式" : `${words}方式`] : []),
  words === "plain" ? "内容" : `${words}情况`,
  "参加人员",
  "下步工作",
  "下次日期",
];

/** What a row lacks, and the error that says so. */
const DEFECTS: { kind: string; spoil: (row: GridCell[]) => void }[] = [
  { kind: "detail-incomplete", spoil: (row) => row.splice(2, 1, null) },
  { kind: "detail-incomplete", spoil: (row) => row.splice(2, 1, "2026.1") },
  { kind: "date-impossible", spoil: (row) => row.splice(2, 1, "2026-02-30") },
  { kind: "detail-incomplete", spoil: (row) => row.splice(3, 1, "甲类") },
  { kind: "detail-incomplete", spoil: (row) => row.splice(4, 1, null) },
];

export async function drawFollowUps(
  style: FollowUpStyle,
  seed: number,
): Promise<{ bytes: Buffer; truth: FollowUpTruth }> {
  const random = randomFrom("follow-ups", seed);
  const given = PROJECTS.flatMap((project) => Array.from({ length: random.int(2, 5) }, () => project)).map(
    (project, at) => draw(random, style, project, at),
  );
  const drawn =
    style.order === "given" ? given : [...given].sort((a, b) => (a.happenedOn < b.happenedOn ? -1 : 1));
  const title = style.words === "plain" ? "项目跟进记录" : `项目${style.words}记录`;
  const grid: Grid = { name: "记录", rows: [[title], headersOf(style)], merges: [] };
  const rowOf = (one: Drawn, at: number): GridCell[] => [
    ...[at + 1, one.project, dayCell(one.happenedOn, style.days)],
    ...(style.kinds ? [one.word] : []),
    ...[one.summary, one.people || null, one.nextStep || null, dayCell(one.nextOn, style.days)],
  ];
  drawn.forEach((one, at) => {
    const first = drawn[at - 1]?.project !== one.project;
    const row = rowOf(one, at);
    if (style.project === "merged" && !first) row[1] = null;
    grid.rows.push(row);
    const top = grid.rows.length;
    const end = drawn.findIndex((other, i) => i > at && other.project !== one.project);
    const bottom = top + (end < 0 ? drawn.length : end) - at - 1;
    if (style.project === "merged" && first && bottom > top) grid.merges.push([top, 2, bottom, 2]);
  });
  const errors: FollowUpTruth["errors"] = [];
  for (const { kind, spoil } of style.defects ? DEFECTS : []) {
    const row = rowOf(drawn[0] as Drawn, grid.rows.length);
    spoil(row);
    grid.rows.push(row);
    errors.push({ row: grid.rows.length, kind });
  }
  const followUps = drawn.map(({ word: _, ...one }) => one);
  return { bytes: await writeGrids([grid], style.format), truth: { followUps, errors } };
}

const PLAIN: FollowUpStyle = {
  ...{ format: "xlsx", project: "every", days: "date", words: "跟进" },
  ...{ kinds: true, defects: false, order: "given" },
};
export const FOLLOW_UP_PRESETS: Record<string, { style: FollowUpStyle; seed: number }> = {
  "follow-ups-plain": { style: PLAIN, seed: 1 },
  "follow-ups-merged-xls": {
    style: { ...PLAIN, format: "xls", project: "merged", days: "spoken", words: "走访" },
    seed: 2,
  },
  "follow-ups-csv-no-kind": {
    style: { ...PLAIN, format: "csv-gb18030", days: "dotted", kinds: false },
    seed: 3,
  },
  "follow-ups-defects": { style: { ...PLAIN, words: "plain", defects: true }, seed: 4 },
};
