/** Why two projects may be the same, in the words of the screen. */
export const LIKENESS_WORD = {
  "project-code": "项目代码相同",
  code: "信用代码相同",
  "code-slip": "信用代码只差一位",
  enterprise: "投资方名称相同",
  "enterprise-form": "投资方名称只是写法不同",
  former: "与投资方的曾用名相同",
  "short-name": "与投资方的简称相同",
  "enterprise-spoken": "投资方名称同音",
  "enterprise-slip": "投资方名称只差一两个字",
  "enterprise-short": "投资方名称是另一个的简称",
  "enterprise-brand": "投资方字号相同",
  "brand-in-name": "项目名称里有对方投资方的字号",
  "enterprise-elsewhere": "投资方字号相同而地区不同",
  group: "属于同一集团",
  phone: "联系电话相同",
  name: "项目名称相同",
  "name-spoken": "项目名称同音",
  "name-alike": "项目名称相近",
  content: "建设内容相近",
  address: "落地地址相同",
  amount: "投资额相近",
  sibling: "同一投资方的另一项目",
} as const;
export type LikenessKind = keyof typeof LIKENESS_WORD;

export interface LikenessReason {
  kind: LikenessKind;
  /** What matches, for those who may see both projects; never a phone number. */
  part: string | null;
}

export const CERTAINTIES = ["certain", "likely", "possible"] as const;
export type Certainty = (typeof CERTAINTIES)[number];
export const CERTAINTY_WORD: Record<Certainty, string> = {
  certain: "确定",
  likely: "很可能",
  possible: "可能",
};
