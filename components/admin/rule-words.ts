/** The bureau's rules told in words: one line a provision. Pure. */
import { formatAmountWithUnit } from "@/components/shared/format";
import { CALENDAR_SOURCE, PUBLISHED_YEARS } from "@/server/domain/holiday-calendar";
import type { AttributionRules, DutyRules, OwnershipRules } from "@/server/domain/lead-rules";
import { MILESTONE_NAME, MILESTONES } from "@/server/domain/milestones";
import type { Day } from "@/server/domain/periods";
import type { ProgressRules } from "@/server/domain/progress-rules";
import { ARRIVAL_BASES, landedWords, performingWords } from "@/server/domain/rate-rules";
import {
  DETAIL_FIELDS,
  EVIDENCE_KINDS,
  type Gate,
  PROJECT_FIELDS,
  type RuleKey,
  type Rules,
} from "@/server/domain/rules";
import { TARGET_INDICATOR_NAMES, TARGET_INDICATORS } from "@/server/domain/statistics-columns";
import { missingHolidays } from "@/server/domain/statutory-holidays";
import { LIGHT_SETS, lightLimits } from "@/server/domain/target-progress";
import { SCORE_METHODS } from "@/server/domain/target-scores";
import { type CalendarRun, calendarRuns, type WorkCalendar } from "@/server/domain/working-days";

const APPROVAL: Record<Gate["approval"], string> = {
  none: "无需审核",
  section: "科长审核",
  director: "局长审核",
  statistics: "统计审核",
};

const gateWords = (gate: Gate): string =>
  [
    ...gate.after.map((m) => `须先${MILESTONE_NAME[m]}`),
    ...gate.fields.map((f) => PROJECT_FIELDS[f].label),
    ...gate.details.map((f) => DETAIL_FIELDS[f].label),
    ...gate.evidence.map((any) => any.map((e) => EVIDENCE_KINDS[e]).join("或")),
    ...(gate.contact ? ["一次实际接触"] : []),
  ].join("、") || "无";

export const CLOCK_WORDS: Record<keyof Rules["clocks"], string> = {
  silence: "签约前久未跟进（自上次进展起）",
  framework: "框架协议未转正式（自框架协议签订起）",
  unstarted: "签约未开工（无计划开工日的，自签约起）",
  unregistered: "开工未纳统（自开工起）",
  completion: "逾计划竣工日（自计划竣工日起）",
  review: "搁置待复核（未定复核日期的，自搁置起）",
};

/** What the clocks do besides: told beneath them, nothing to set. */
const FIXED_CLOCKS: [string, string][] = [
  ["签约未开工（有计划开工日的，自计划开工日起）", "次日黄灯，第 91 天红灯"],
  ["搁置待复核（定了复核日期的，自复核日期起）", "当天黄灯，第 30 天红灯"],
  ["线索时限逾期", "次日黄灯，上局长工作台之日红灯"],
];

/** Each number of a rule in the words of its field, with its unit. */
export const DUTY_WORDS: Record<keyof DutyRules, string> = {
  respondDays: "首次答复（首报后，工作日）",
  judgeDays: "研判（首报后，工作日）",
  feedbackDays: "反馈引荐人（首报后，工作日）",
  progressDays: "跟进进展（上次进展后，工作日）",
  headDays: "逾期多久上科长工作台（工作日）",
  directorDays: "再过多久上局长工作台（工作日）",
};
export const OWNERSHIP_WORDS: Record<keyof OwnershipRules, string> = {
  protectDays: "首报保护期（天）",
  extendDays: "可延长一次（天）",
  contactDays: "延长须有多近的接触记录（天）",
  silentDays: "多久无进展发公海预告（天）",
  noticeDays: "预告期（工作日）",
  creditMonths: "进公海后首报人保留引荐（月）",
};
export const ATTRIBUTION_WORDS: Record<keyof AttributionRules, string> = {
  evidenceDays: "双方举证（提出异议后，工作日）",
  mediationDays: "科长调解（举证结束后，工作日）",
  consentDays: "异议方确认调解方案（调解后，工作日）",
  rulingDays: "局长裁定（调解未成后，工作日）",
  appealDays: "可申请复议（裁定后，工作日）",
  answerDays: "接收单位答复流转（提出后，工作日）",
  approvalDays: "局长审批流转（接收后，工作日）",
};
const counted = <Key extends string>(words: Record<Key, string>, value: Record<Key, number>) =>
  (Object.keys(words) as Key[]).map((key): [string, string] => {
    const [, name = words[key], unit = ""] = /^(.*)（(?:[^（）]*，)?([^，（）]+)）$/.exec(words[key]) ?? [];
    const after = /（(.*)，/.exec(words[key])?.[1];
    return [
      after ? `${name}（${after}）` : name,
      `${value[key]} ${unit === "月" ? "个月" : unit === "工作日" ? "个工作日" : unit}`,
    ];
  });

/** "2027-02-05 至 02-13 休息 春节". */
export const runWords = ({ from, to, kind, note }: CalendarRun): string => {
  const last = to === from ? "" : ` 至 ${to.slice(0, 4) === from.slice(0, 4) ? to.slice(5) : to}`;
  return `${from}${last} ${kind === "off" ? "休息" : "上班"}${note ? ` ${note}` : ""}`;
};

/** This year or the next, when a holiday of it is not known: what the clocks do meanwhile. */
export function calendarGaps(calendar: WorkCalendar, today: Day): [string, string][] {
  const year = Number(today.slice(0, 4));
  return [year, year + 1].flatMap((y): [string, string][] => {
    const missing = missingHolidays(y, calendar);
    if (missing.length === 0) return [];
    const state = missing.length === 7 ? "放假安排尚未录入" : `放假安排不全，还缺${missing.join("、")}`;
    return [[`${y} 年`, `${state}，暂按周一至周五计算，公布后请补充`]];
  });
}

function calendarWords(calendar: WorkCalendar, today: Day): [string, string][] {
  const runs = calendarRuns(calendar);
  return [
    ["已有年份", `${PUBLISHED_YEARS.join("、")} 年（${CALENDAR_SOURCE}）`],
    ["本局补充和调整", runs.length > 0 ? runs.map(runWords).join("；") : "无"],
    ...calendarGaps(calendar, today),
  ];
}

function progressWords(progress: ProgressRules): [string, string][] {
  const { lights, scoring, marks, boardSize } = progress;
  return [
    [`亮灯：${LIGHT_SETS[lights]}`, lightLimits(progress)],
    ["得分办法", SCORE_METHODS[scoring]],
    ["分值", TARGET_INDICATOR_NAMES.map((name) => `${TARGET_INDICATORS[name]} ${marks[name]}`).join("、")],
    ["红榜、黑榜各几名", `${boardSize} 名`],
  ];
}

export function wordsOf(key: RuleKey, rules: Rules, today: Day): [string, string][] {
  switch (key) {
    case "district":
      return [
        ["区名", rules.district.name],
        ["区划代码", rules.district.code],
        ["单位", rules.district.bureau],
        ["所在省市", `${rules.district.homeProvince}${rules.district.homeCity}`],
      ];
    case "tiers":
      return rules.tiers.map((t, i) => [
        `第${i + 1}档`,
        `${formatAmountWithUnit(t, "yi", { trim: true })}以上（含）`,
      ]);
    case "thresholds":
      return [
        [
          "到位资金统计起点（计划总投资）",
          formatAmountWithUnit(rules.thresholds.arrivalMinPlanFen, "wan", { trim: true }),
        ],
        [
          "固投统计起点（计划总投资）",
          formatAmountWithUnit(rules.thresholds.investmentMinPlanFen, "wan", { trim: true }),
        ],
        ["疑似单位填错的倍数", `${rules.thresholds.unitSlipMultiple} 倍`],
      ];
    case "rates":
      return [
        [
          "资金到位率的分母",
          `${ARRIVAL_BASES[rules.rates.arrivalBase]}${rules.rates.arrivalBase === "agreed" ? "，未填写的用计划总投资" : ""}`,
        ],
        ["落地（须全部具备）", landedWords(rules.rates)],
        ["履约（具备其一，且未终止）", performingWords(rules.rates)],
        [
          "纳统率的起点（计划总投资）",
          formatAmountWithUnit(rules.rates.statisticsMinPlanFen, "wan", { trim: true }),
        ],
      ];
    case "gates":
      return MILESTONES.map((m) => [
        `${MILESTONE_NAME[m]}（${APPROVAL[rules.gates[m].approval]}）`,
        gateWords(rules.gates[m]),
      ]);
    case "clocks":
      return [
        ...(Object.keys(CLOCK_WORDS) as (keyof Rules["clocks"])[]).map((k): [string, string] => [
          CLOCK_WORDS[k],
          `${rules.clocks[k].warnDays} 天黄灯，${rules.clocks[k].lateDays} 天红灯`,
        ]),
        ...FIXED_CLOCKS,
      ];
    case "duties":
      return counted(DUTY_WORDS, rules.duties);
    case "ownership":
      return counted(OWNERSHIP_WORDS, rules.ownership);
    case "attribution":
      return counted(ATTRIBUTION_WORDS, rules.attribution);
    case "progress":
      return progressWords(rules.progress);
    case "calendar":
      return calendarWords(rules.calendar, today);
    case "reading":
      return [
        [
          "跟进内容识别产业链",
          `按链名，另加关键词 ${rules.reading.chainWords.reduce((n, c) => n + c.words.length, 0)} 个`,
        ],
      ];
    case "evidence":
      return [["单个文件上限", `${Math.round(rules.evidence.maxBytes / 1024 / 1024)} MB`]];
    case "session":
      return [
        ["空闲退出", `${rules.session.idleMinutes} 分钟`],
        ["连续输错锁定", `${rules.session.attempts} 次`],
        ["锁定时长", `${rules.session.lockMinutes} 分钟`],
      ];
  }
}
