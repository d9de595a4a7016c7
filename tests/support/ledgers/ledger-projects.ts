/** Fictional projects for generated ledgers, and what their totals are: worked out here, without the reader's code. */

import { organisationCheckCharacter, usccCheckCharacter } from "@/server/domain/identity";
import type { Random } from "../demo/random";

export interface TrueProject {
  name: string;
  chain: string | null;
  company: string | null;
  uscc: string | null;
  province: string | null;
  city: string | null;
  totalWan: number | null;
  fixedWan: number | null;
  stage: string | null;
  agreement: "正式" | "框架" | null;
  signDate: string | null;
  startDate: string | null;
  outside: boolean | null;
  arrivedWan: number;
  faiWan: number;
  dept: string | null;
  officer: string | null;
  progress: string | null;
}

export const CHAINS = [
  "重型数控机床",
  "冰雪体育",
  "烤肉",
  "文旅商贸",
  "现代冷链物流",
  "现代教育",
  "现代医疗",
] as const;

const PLACES: [province: string, city: string, region: string | null][] = [
  ["浙江省", "杭州市", "330106"],
  ["江苏省", "苏州市", "320508"],
  ["广东省", "深圳市", "440305"],
  ["北京市", "海淀区", "110108"],
  ["山东省", "济南市", "370102"],
  ["四川省", "成都市", "510107"],
  ["辽宁省", "沈阳市", "210102"],
  ["内蒙古自治区", "呼和浩特市", "150102"],
  ["吉林省", "长春市", "220102"],
  ["黑龙江省", "哈尔滨市", "230102"],
  ["黑龙江省", "大庆市", "230602"],
  ["香港特别行政区", "九龙", null],
  ["德国", "慕尼黑", null],
];
const BRANDS = [
  "云杉",
  "砚青",
  "泊舟",
  "砺石",
  "知微",
  "景和",
  "拓野",
  "晴川",
  "望岳",
  "怀瑾",
  "松间",
  "启明",
];
const TRADES = ["科技", "智能装备", "食品", "文旅", "供应链", "医疗", "实业"];
const WORKS: Record<string, string[]> = {
  重型数控机床: ["立式车床", "精密铸件", "数控系统"],
  冰雪体育: ["造雪设备", "冰刀冰鞋", "滑雪服装"],
  烤肉: ["烤肉酱料", "无烟烤炉", "肉牛分割"],
  文旅商贸: ["商贸综合体", "夜间文旅街区", "亲水乐园"],
  现代冷链物流: ["低温仓储", "冷藏车运营", "冷链集散中心"],
  现代教育: ["职业实训基地", "托幼中心", "联合计算教学中心"],
  现代医疗: ["体外诊断试剂", "康复医院", "医用耗材"],
};
const SHAPES = ["项目", "扩建项目", "一期项目", "产业园项目", "生产基地项目", "（二期）项目"];
const DEPARTMENTS = ["区工信局", "区商务局", "区文旅局", "区教育局", "区卫健局", "区发改局"];
const OFFICERS = ["业务一科", "业务二科", "驻长三角专班", "驻京津冀专班"];
const PROGRESS = [
  "双方就用地细节磋商",
  "已完成选址",
  "正在办理立项备案",
  "近期将再次赴企业对接",
  "合同条款已送审",
];
const SITE_PROGRESS = ["主体施工", "设备安装调试", "基础完成，正在砌筑"];
const STAGES = ["线索", "在谈", "框架协议", "正式签约", "开工", "投产"];

export const HOME_PROVINCE = "黑龙江省";

function validCode(dice: Random, region: string): string {
  let body = "";
  for (let i = 0; i < 8; i++) body += String(dice.int(0, 9));
  const first17 = `91${region}${body}${organisationCheckCharacter(body)}`;
  return first17 + usccCheckCharacter(first17);
}

const dayIn = (dice: Random, year: number, from: number, to: number): string =>
  `${year}-${String(dice.int(from, to)).padStart(2, "0")}-${String(dice.int(1, 28)).padStart(2, "0")}`;

export function makeProject(dice: Random, chain: string, taken: Set<string>): TrueProject {
  const [province, city, region] = dice.pick(PLACES);
  let brand = "";
  let name = "";
  do {
    brand = dice.pick(BRANDS) + dice.pick(BRANDS);
    name = `${brand}${dice.pick(WORKS[chain] ?? ["综合"])}${dice.pick(SHAPES)}`;
  } while (taken.has(name) || taken.has(brand));
  taken.add(name).add(brand);
  const stage = dice.pick(STAGES);
  const rank = STAGES.indexOf(stage);
  const total = dice.chance(0.3) ? dice.int(100, 1300) * 100 : dice.int(800, 30_000);
  const signed = rank >= 3;
  const signDate = rank >= 2 ? (dice.chance(0.7) ? dayIn(dice, 2026, 1, 6) : dayIn(dice, 2025, 1, 12)) : null;
  const started = rank >= 4;
  const outside = province !== HOME_PROVINCE && region !== null;
  return {
    name,
    chain,
    company: `${city.replace(/[市区]$/, "")}${brand}${dice.pick(TRADES)}有限公司`,
    uscc: region === null ? null : validCode(dice, region),
    province,
    city,
    totalWan: total,
    fixedWan: Math.floor(total * (0.5 + dice.next() * 0.3)),
    stage,
    agreement: stage === "框架协议" ? "框架" : signed ? "正式" : null,
    signDate,
    startDate: started ? dayIn(dice, 2026, 7, 10) : null,
    outside,
    arrivedWan: signed && dice.chance(0.7) ? dice.int(10, Math.max(11, Math.floor(total / 3))) : 0,
    faiWan: started ? dice.int(10, Math.max(11, Math.floor(total / 3))) : 0,
    dept: dice.pick(DEPARTMENTS),
    officer: dice.pick(OFFICERS),
    progress: dice.pick(started ? SITE_PROGRESS : PROGRESS),
  };
}

export function makeProjects(
  dice: Random,
  chains: readonly string[],
  perChain: [number, number],
): TrueProject[] {
  const taken = new Set<string>();
  return chains.flatMap((chain) =>
    Array.from({ length: dice.int(...perChain) }, () => makeProject(dice, chain, taken)),
  );
}

const sum = (projects: readonly TrueProject[], amount: (project: TrueProject) => number | null): number =>
  projects.reduce((total, project) => total + Math.round((amount(project) ?? 0) * 1_000_000), 0) / 1_000_000;

/** `startedSomeMonth`: projects that started in the year in a month the ledger leaves open. */
export function trueTotals(
  projects: readonly TrueProject[],
  year: number,
  startedSomeMonth: number,
): Record<string, unknown> {
  const inYear = (day: string | null) => day?.startsWith(String(year)) ?? false;
  const signed = projects.filter((p) => p.agreement === "正式" && inYear(p.signDate));
  const framework = projects.filter((p) => p.agreement === "框架" && inYear(p.signDate));
  const byChain: Record<string, { count: number; totalWan: number }> = {};
  for (const chain of new Set(projects.map((p) => p.chain ?? "其他"))) {
    const some = projects.filter((p) => (p.chain ?? "其他") === chain);
    byChain[chain] = { count: some.length, totalWan: sum(some, (p) => p.totalWan) };
  }
  return {
    count: projects.length,
    totalWan: sum(projects, (p) => p.totalWan),
    fixedWan: sum(projects, (p) => p.fixedWan),
    [`signed${year}`]: {
      count: signed.length,
      wan: sum(signed, (p) => p.totalWan),
      atLeast1yi: signed.filter((p) => (p.totalWan ?? 0) >= 10_000).length,
      atLeast10yi: signed.filter((p) => (p.totalWan ?? 0) >= 100_000).length,
    },
    [`framework${year}`]: { count: framework.length, wan: sum(framework, (p) => p.totalWan) },
    [`started${year}`]: projects.filter((p) => inYear(p.startDate)).length + startedSomeMonth,
    arrivedOutsideWan: sum(
      projects.filter((p) => p.outside),
      (p) => p.arrivedWan,
    ),
    arrivedAllWan: sum(projects, (p) => p.arrivedWan),
    faiWan: sum(projects, (p) => p.faiWan),
    byChain,
  };
}
