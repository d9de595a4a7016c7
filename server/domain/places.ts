/** Province-level divisions of the mainland (GB/T 2260) and the places that count as foreign capital. */
export const MAINLAND_PROVINCES = [
  "北京市",
  "天津市",
  "河北省",
  "山西省",
  "内蒙古自治区",
  "辽宁省",
  "吉林省",
  "黑龙江省",
  "上海市",
  "江苏省",
  "浙江省",
  "安徽省",
  "福建省",
  "江西省",
  "山东省",
  "河南省",
  "湖北省",
  "湖南省",
  "广东省",
  "广西壮族自治区",
  "海南省",
  "重庆市",
  "四川省",
  "贵州省",
  "云南省",
  "西藏自治区",
  "陕西省",
  "甘肃省",
  "青海省",
  "宁夏回族自治区",
  "新疆维吾尔自治区",
] as const;
export const HMT_PLACES = ["香港特别行政区", "澳门特别行政区", "台湾省"] as const;

const short = (name: string) =>
  name.replace(/(壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市)$/, "");
const BY_SHORT = new Map<string, string>(
  [...MAINLAND_PROVINCES, ...HMT_PLACES].map((name) => [short(name), name]),
);
BY_SHORT.set("新疆生产建设兵团", "新疆维吾尔自治区").set("兵团", "新疆维吾尔自治区");

/** Short name of a place for narrow columns: 黑龙江省 → 黑龙江. */
export const shortPlace = (name: string): string => short(name);

/** The standard name of a province-level division as people write it ("江苏", "江苏省"), or null. */
export function standardProvince(raw: string): string | null {
  const text = raw.replace(/\s/g, "");
  return BY_SHORT.get(short(text)) ?? BY_SHORT.get(text) ?? null;
}

/** How a place is typed in a hurry: js → 江苏. Several may share their initials (hb: 河北, 湖北). */
const INITIALS = new Map<string, readonly string[]>([
  ["bj", ["北京"]],
  ["tj", ["天津"]],
  ["hb", ["河北", "湖北"]],
  ["sx", ["山西", "陕西"]],
  ["nmg", ["内蒙古"]],
  ["ln", ["辽宁"]],
  ["jl", ["吉林"]],
  ["hlj", ["黑龙江"]],
  ["sh", ["上海"]],
  ["js", ["江苏"]],
  ["zj", ["浙江"]],
  ["ah", ["安徽"]],
  ["fj", ["福建"]],
  ["jx", ["江西"]],
  ["sd", ["山东"]],
  ["hn", ["河南", "湖南", "海南"]],
  ["gd", ["广东"]],
  ["gx", ["广西"]],
  ["cq", ["重庆"]],
  ["sc", ["四川"]],
  ["gz", ["贵州"]],
  ["yn", ["云南"]],
  ["xz", ["西藏"]],
  ["gs", ["甘肃"]],
  ["qh", ["青海"]],
  ["nx", ["宁夏"]],
  ["xj", ["新疆"]],
  ["xg", ["香港"]],
  ["am", ["澳门"]],
  ["tw", ["台湾"]],
]);
/** Short names of the places whose initials were typed. */
export const placesByInitials = (typed: string): readonly string[] =>
  INITIALS.get(typed.trim().toLowerCase()) ?? [];
/** The initials of a place, to find it in a list. */
export const initialsOfPlace = (name: string): string =>
  [...INITIALS].find(([, places]) => places.includes(short(name)))?.[0] ?? "";

export type Origin = "mainland" | "hmt" | "foreign";

/** Whether a place belongs to the mainland, to Hong Kong, Macao and Taiwan, or to another country. */
export function originOf(place: string): Origin {
  if ((MAINLAND_PROVINCES as readonly string[]).includes(place)) return "mainland";
  return (HMT_PLACES as readonly string[]).includes(place) ? "hmt" : "foreign";
}
