/** The seven chains of the demo district with their people, and the four engines. */
import { addDays, type Day } from "@/server/domain/periods";
import { person, unitNamed } from "./bureau-people";

export interface Chain {
  id: number;
  code: string;
  name: string;
  hue: number;
  position: number;
}

interface ChainPlan {
  code: string;
  name: string;
  /** Category and since when, oldest first. */
  categories: readonly (readonly [string, Day])[];
  leaders: readonly string[];
  deputy: readonly [name: string, post: string];
  department: string;
  taskForce: string;
  taskForceHead: readonly [name: string, post: string];
  liaison: string;
}

const FOUNDED: Day = "2021-03-01";

const PLANS: readonly ChainPlan[] = [
  {
    code: "machine-tools",
    name: "重型数控机床",
    categories: [["承接", FOUNDED]],
    leaders: ["lianzhang"],
    deputy: ["卢国强", "区政府党组成员"],
    department: "区工信局",
    taskForce: "zhuanban",
    taskForceHead: ["秦守义", "区工信局局长"],
    liaison: "bumen",
  },
  {
    code: "ice-snow",
    name: "冰雪体育",
    categories: [["承接", FOUNDED]],
    leaders: ["luoqingshan"],
    deputy: ["戚新月", "区文旅局党组书记"],
    department: "区文旅局",
    taskForce: "wuzhenbang",
    taskForceHead: ["赵连海", "区文旅局局长"],
    liaison: "zhaolianhai",
  },
  {
    code: "barbecue",
    name: "烤肉",
    categories: [
      ["创新", FOUNDED],
      ["承接", "2022-07-01"],
    ],
    leaders: ["peihongying"],
    deputy: ["甘树林", "区市场监管局局长"],
    department: "区商务局",
    taskForce: "douxiaodong",
    taskForceHead: ["钱玉洁", "区商务局局长"],
    liaison: "qianyujie",
  },
  {
    code: "tourism-trade",
    name: "文旅商贸",
    categories: [["创新", FOUNDED]],
    leaders: ["anmingzhe", "nieweimin"],
    deputy: ["程素云", "区文联主席"],
    department: "区文旅局",
    taskForce: "xingjiahui",
    taskForceHead: ["赵连海", "区文旅局局长"],
    liaison: "zhaolianhai",
  },
  {
    code: "cold-chain",
    name: "现代冷链物流",
    categories: [["创新", FOUNDED]],
    leaders: ["guojianxun"],
    deputy: ["耿直", "区交通运输局局长"],
    department: "区商务局",
    taskForce: "heyanan",
    taskForceHead: ["钱玉洁", "区商务局局长"],
    liaison: "qianyujie",
  },
  {
    code: "education",
    name: "现代教育",
    categories: [["创新", FOUNDED]],
    leaders: ["tangxuefei"],
    deputy: ["费文礼", "区教育局局长"],
    department: "区教育局",
    taskForce: "chaiwenbo",
    taskForceHead: ["费文礼", "区教育局局长"],
    liaison: "sunpeiran",
  },
  {
    code: "health",
    name: "现代医疗",
    categories: [["创新", "2022-07-01"]],
    leaders: ["dongzhaoyang"],
    deputy: ["纪淑华", "区卫健局局长"],
    department: "区卫健局",
    taskForce: "yanruixin",
    taskForceHead: ["纪淑华", "区卫健局局长"],
    liaison: "lixinyue",
  },
];

export const CHAINS: readonly Chain[] = PLANS.map((plan, index) => ({
  id: index + 1,
  code: plan.code,
  name: plan.name,
  hue: index,
  position: index + 1,
}));
export type ChainCode =
  | "machine-tools"
  | "ice-snow"
  | "barbecue"
  | "tourism-trade"
  | "cold-chain"
  | "education"
  | "health";

export function chainOf(code: ChainCode): Chain {
  const chain = CHAINS.find((c) => c.code === code);
  if (!chain) throw new Error(`no chain ${code}`);
  return chain;
}

const planOf = (chainId: number): ChainPlan => {
  const plan = PLANS[chainId - 1];
  if (!plan) throw new Error(`no chain ${chainId}`);
  return plan;
};
export const leadUnitOf = (chainId: number) => unitNamed(planOf(chainId).department);
export const leaderOf = (chainId: number) => person(planOf(chainId).leaders.at(-1) ?? "");
export const taskForceOf = (chainId: number) => person(planOf(chainId).taskForce);

/** The last 1 July up to today: the day on which the leader of 文旅商贸 changed. */
const leaderChangeDay = (today: Day): Day => {
  const year = Number(today.slice(0, 4));
  return `${today >= `${year}-07-01` ? year : year - 1}-07-01`;
};

/** `validTo` is the last day on which a line holds. */
interface Dated {
  chainId: number;
  validFrom: Day;
  validTo: Day | null;
}

const dayBefore = (day: Day | undefined): Day | null => (day === undefined ? null : addDays(day, -1));

export const categories = (): (Dated & { category: string })[] =>
  PLANS.flatMap((plan, index) =>
    plan.categories.map(([category, validFrom], i) => ({
      chainId: index + 1,
      category,
      validFrom,
      validTo: dayBefore(plan.categories[i + 1]?.[1]),
    })),
  );

export interface Appointment extends Dated {
  role: "leader" | "deputy" | "lead-department" | "task-force-head" | "task-force-member" | "liaison";
  personName: string | null;
  post: string | null;
  accountId: number | null;
  unitId: number | null;
}

export function appointments(today: Day): Appointment[] {
  return PLANS.flatMap((plan, index) => {
    const frame = { chainId: index + 1, validTo: null, accountId: null, unitId: null };
    const since = plan.categories[0]?.[1] ?? FOUNDED;
    const account = (role: Appointment["role"], username: string) => {
      const { id, name, post, unitId } = person(username);
      return { ...frame, role, personName: name, post, accountId: id, unitId, validFrom: since };
    };
    const named = (role: Appointment["role"], [personName, post]: readonly [string, string]) => ({
      ...frame,
      role,
      personName,
      post,
      validFrom: since,
    });
    const change = leaderChangeDay(today);
    return [
      ...plan.leaders.map((leader, i) => ({
        ...account("leader", leader),
        validFrom: i === 0 ? since : change,
        validTo: i < plan.leaders.length - 1 ? addDays(change, -1) : null,
      })),
      named("deputy", plan.deputy),
      {
        ...frame,
        role: "lead-department" as const,
        personName: null,
        post: null,
        unitId: unitNamed(plan.department).id,
        validFrom: since,
      },
      named("task-force-head", plan.taskForceHead),
      account("task-force-member", plan.taskForce),
      account("liaison", plan.liaison),
    ];
  });
}

export const ENGINES = ["数字经济", "生物经济", "冰雪经济", "创意设计"].map((name, index) => ({
  id: index + 1,
  name,
  position: index + 1,
}));
export type EngineName = "数字经济" | "生物经济" | "冰雪经济" | "创意设计";
export const engineId = (name: EngineName): number => ENGINES.findIndex((e) => e.name === name) + 1;
