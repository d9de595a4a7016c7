/** Units and people of the demo district. Everyone here is invented. */
import type { Role } from "@/server/domain/permissions";

export interface Unit {
  id: number;
  name: string;
  kind: "office" | "section" | "department" | "street" | "park";
  position: number;
}

export interface Person {
  id: number;
  username: string;
  name: string;
  post: string;
  role: Role;
  unitId: number;
  active: boolean;
}

const UNIT_NAMES: [Unit["kind"], string[]][] = [
  ["office", ["区委区政府", "区投资促进局", "督查室", "区信息中心"]],
  ["section", ["招商一科", "招商二科", "驻京津冀专班", "驻长三角专班", "统计科"]],
  ["department", ["区工信局", "区文旅局", "区商务局", "区教育局", "区卫健局", "区发改局", "区农业农村局"]],
  ["street", ["中华街道", "西大桥街道", "卜奎街道", "建设街道", "文化街道", "溪畔街道", "北华街道"]],
  ["park", ["装备制造园区", "冷链物流园区"]],
];

export const UNITS: readonly Unit[] = UNIT_NAMES.flatMap(([kind, names]) =>
  names.map((name) => ({ kind, name })),
).map((unit, index) => ({ ...unit, id: index + 1, position: index + 1 }));

export function unitNamed(name: string): Unit {
  const unit = UNITS.find((u) => u.name === name);
  if (!unit) throw new Error(`no unit ${name}`);
  return unit;
}

type Line = readonly [username: string, name: string, post: string, role: Role, unit: string];

/** One account for each role: the ones that a visitor signs in with. */
const DEMO_LINES: readonly Line[] = [
  ["keyuan", "林书瑶", "四级主任科员", "officer", "招商一科"],
  ["kezhang", "高岩松", "招商一科科长", "section-head", "招商一科"],
  ["juzhang", "韩东升", "区投资促进局局长", "director", "区投资促进局"],
  ["lianzhang", "沈铁军", "区委常委、常务副区长", "chain-leader", "区委区政府"],
  ["zhuanban", "陶立群", "重型数控机床产业链专班成员", "task-force", "区工信局"],
  ["bumen", "佟海波", "区工信局项目科科长", "lead-department", "区工信局"],
  ["jiedao", "谷春燕", "装备制造园区企业服务办主任", "street", "装备制造园区"],
  ["tongji", "梁静宜", "统计科科长", "statistician", "统计科"],
  ["ducha", "邵长河", "督查室副主任", "supervision", "督查室"],
  ["quling", "冯毅", "区委副书记、区长", "district-leader", "区委区政府"],
  ["xitong", "鲁明远", "系统管理员", "account-admin", "区信息中心"],
  ["anquan", "白雪松", "安全管理员", "security-admin", "区信息中心"],
  ["shenji", "尹素芬", "审计管理员", "audit-admin", "区信息中心"],
];

const OTHER_LINES: readonly Line[] = [
  ["sumin", "苏敏", "区投资促进局副局长", "director", "区投资促进局"],
  ["jiangyifan", "姜一帆", "一级科员", "officer", "招商一科"],
  ["yuhaotian", "于昊天", "二级主任科员", "officer", "招商一科"],
  ["tianxiaomeng", "田晓萌", "招商二科科长", "section-head", "招商二科"],
  ["wangzixuan", "王梓轩", "三级主任科员", "officer", "招商二科"],
  ["liuyang", "刘漾", "一级科员", "officer", "招商二科"],
  ["chizhongyu", "迟仲宇", "四级主任科员", "officer", "招商二科"],
  ["fanguojun", "范国钧", "驻京津冀专班负责人", "section-head", "驻京津冀专班"],
  ["chenxiaolu", "陈晓璐", "驻京津冀专班联络员", "officer", "驻京津冀专班"],
  ["mengqinghe", "孟庆鹤", "驻京津冀专班联络员", "officer", "驻京津冀专班"],
  ["zhoulili", "周丽莉", "驻长三角专班负责人", "section-head", "驻长三角专班"],
  ["xubowen", "徐博闻", "驻长三角专班联络员", "officer", "驻长三角专班"],
  ["songjiaqi", "宋佳琪", "驻长三角专班联络员", "officer", "驻长三角专班"],
  ["caoyunfei", "曹云飞", "统计科科员", "statistician", "统计科"],
  ["luoqingshan", "罗青山", "区政府副区长", "chain-leader", "区委区政府"],
  ["peihongying", "裴红英", "区委常委、统战部部长", "chain-leader", "区委区政府"],
  ["guojianxun", "郭建勋", "区人大常委会副主任", "chain-leader", "区委区政府"],
  ["nieweimin", "聂为民", "区委常委、宣传部部长", "chain-leader", "区委区政府"],
  ["tangxuefei", "唐雪菲", "区政府副区长", "chain-leader", "区委区政府"],
  ["dongzhaoyang", "董朝阳", "区政协副主席", "chain-leader", "区委区政府"],
  ["zhaolianhai", "赵连海", "区文旅局局长", "lead-department", "区文旅局"],
  ["qianyujie", "钱玉洁", "区商务局局长", "lead-department", "区商务局"],
  ["sunpeiran", "孙沛然", "区教育局副局长", "lead-department", "区教育局"],
  ["lixinyue", "李欣悦", "区卫健局副局长", "lead-department", "区卫健局"],
  ["hukaiwen", "胡凯文", "区发改局副局长", "lead-department", "区发改局"],
  ["machangshun", "马长顺", "区农业农村局副局长", "lead-department", "区农业农村局"],
  ["xingjiahui", "邢佳慧", "文旅商贸产业链专班成员", "task-force", "区文旅局"],
  ["wuzhenbang", "吴振邦", "冰雪体育产业链专班成员", "task-force", "区文旅局"],
  ["douxiaodong", "窦晓东", "烤肉产业链专班成员", "task-force", "区商务局"],
  ["heyanan", "何亚男", "现代冷链物流产业链专班成员", "task-force", "区商务局"],
  ["chaiwenbo", "柴文博", "现代教育产业链专班成员", "task-force", "区教育局"],
  ["yanruixin", "闫瑞欣", "现代医疗产业链专班成员", "task-force", "区卫健局"],
  ["shiguangyu", "石光宇", "中华街道经济发展办主任", "street", "中华街道"],
  ["kongfanlei", "孔凡磊", "西大桥街道经济发展办主任", "street", "西大桥街道"],
  ["bailina", "柏丽娜", "卜奎街道经济发展办主任", "street", "卜奎街道"],
  ["zhengyuqi", "郑宇奇", "建设街道经济发展办主任", "street", "建设街道"],
  ["yaoshuqin", "姚淑琴", "文化街道经济发展办主任", "street", "文化街道"],
  ["xiaoguangli", "肖广利", "溪畔街道经济发展办主任", "street", "溪畔街道"],
  ["guanhongwei", "关宏伟", "北华街道经济发展办主任", "street", "北华街道"],
  ["jiaotianqi", "焦天祺", "冷链物流园区服务办主任", "street", "冷链物流园区"],
  ["anmingzhe", "安明哲", "区政府副区长", "chain-leader", "区委区政府"],
];

/** Left the district when the leader of 文旅商贸 changed. */
const MOVED_AWAY = new Set(["anmingzhe"]);

export const PEOPLE: readonly Person[] = [...DEMO_LINES, ...OTHER_LINES].map(
  ([username, name, post, role, unit], index) => ({
    id: index + 1,
    username,
    name,
    post,
    role,
    unitId: unitNamed(unit).id,
    active: !MOVED_AWAY.has(username),
  }),
);

export const DEMO_PEOPLE = PEOPLE.slice(0, DEMO_LINES.length);
export const DEMO_PASSWORD = "Chainlead-2026";

const BY_USERNAME = new Map(PEOPLE.map((p) => [p.username, p]));
export function person(username: string): Person {
  const found = BY_USERNAME.get(username);
  if (!found) throw new Error(`no account ${username}`);
  return found;
}

const ofRole = (role: Role, unitId?: number) =>
  PEOPLE.filter((p) => p.role === role && p.active && (unitId === undefined || p.unitId === unitId));

export const OFFICERS = ofRole("officer");
export const HOSTS = ofRole("lead-department");
export const STREET_PEOPLE = ofRole("street");

/** Who gives a section's approval: the head of the unit, or a deputy director where the unit has no head. */
const HEADS = new Map(ofRole("section-head").map((p) => [p.unitId, p]));
export const headOf = (unitId: number): Person => HEADS.get(unitId) ?? person("sumin");
