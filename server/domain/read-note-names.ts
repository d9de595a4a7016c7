/** Names in a note: the investor, whom to call, where the money comes from, which chain it belongs to. Pure. */
import { MAINLAND_PROVINCES, shortPlace, standardProvince } from "./places";
import type { Found, NoteChain } from "./read-note";

const NAME_CHAR = "\\u4e00-\\u9fa5A-Za-z0-9（）()·";
const LEGAL = new RegExp(
  `[${NAME_CHAR}]{2,40}?(?:有限责任公司|股份有限公司|有限公司|集团公司|股份公司|分公司|公司)`,
  "g",
);
const BRAND = new RegExp(
  `[${NAME_CHAR}]{2,16}?(?:集团|科技|重工|股份|控股|实业|药业|机床|精机|食品|冷链|云冷|文旅|乳业)`,
  "g",
);
const LABELLED =
  /(?:投资方|投资主体|企业名称|公司名称|客户名称|客户|企业)\s*[:：]\s*([^\s，,。；;、\n]{2,40})/g;
/** Words after which a name begins. */
const BEFORE_NAME =
  /拜访了?|走访了?|考察了?|对接了?|接待了?|会见了?|陪同|联系了?|邀请|介绍了?|推荐了?|引荐了?|洽谈|座谈|赴|前往|来自|我们|刚刚?|今天|昨天|上午|下午|早上|晚上|中午|了解到|收到|关于|的|了|与|跟|由|到|去|在|是|给|让|叫|同|有|一家|这家|那家|区长|局长|书记|科长/g;
const SOFT = /和|及|等|请|约|见|来|为/g;
const NOT_A_FIRM =
  /^(?:该|贵|我|本|子|母|总|分|项目|目标|新|这个|那个|某|上市|国有|民营|外资|龙头|物流|一家|两家|几家)?(?:集团|股份|控股|科技|食品|冷链|文旅|机床|公司|分公司|有限公司|有限责任公司|股份有限公司)$/;

/** Cuts off what stands before the name in the same breath. */
function trimmedStart(words: string): number {
  let start = 0;
  for (const match of words.matchAll(BEFORE_NAME)) {
    const end = match.index + match[0].length;
    if (words.length - end >= 4) start = end;
  }
  for (const match of words.slice(start).matchAll(SOFT)) {
    const end = start + match.index + match[0].length;
    if (match.index <= 3 && words.length - end >= 6) start = end;
  }
  return start;
}

export function findInvestor(text: string): Found | null {
  for (const [pattern, labelled] of [
    [LABELLED, true],
    [LEGAL, false],
    [BRAND, false],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const words = labelled ? (match[1] ?? "") : match[0];
      const at = match.index + match[0].length - words.length;
      const start = labelled ? 0 : trimmedStart(words);
      const name = words.slice(start);
      if (name.length < 3 || NOT_A_FIRM.test(name) || /招商局|投促局|管委会|[市区县]政府/.test(name))
        continue;
      return { field: "investorName", value: name, shown: name, from: at + start, to: at + words.length };
    }
  }
  return null;
}

const PHONE = /(?<!\d)(1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[-\s]?\d{7,8})(?!\d)/;
const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁";
const TITLE =
  "(?:总经理|副总经理|副总裁|副总|董事长|董秘|总裁|总监|经理|厂长|部长|老板|总工|工程师|先生|女士|总)";
const LABELLED_PERSON =
  /(?:联系人|对接人|负责人|联络人|找)\s*[:：]?\s*([\u4e00-\u9fa5]{2,4}?)(?=[\s，,。；;、（(：:\d]|电话|手机|$)/;
const TITLED = new RegExp(`(?:[${SURNAMES}][\\u4e00-\\u9fa5]{0,2}?)${TITLE}`);

const TITLE_FIRST = new RegExp(
  `(?:董事长|总经理|总裁|副总|经理|厂长)([${SURNAMES}][\\u4e00-\\u9fa5]{1,2})(?=[\\s，,。；;、（(]|$)`,
);

export function findContact(text: string): Found[] {
  const phone = PHONE.exec(text);
  const label = LABELLED_PERSON.exec(text) ?? TITLE_FIRST.exec(text);
  const titled = TITLED.exec(text);
  const person = label
    ? { name: label[1] ?? "", from: label.index + label[0].length - (label[1]?.length ?? 0) }
    : titled
      ? { name: titled[0], from: titled.index }
      : null;
  return [
    ...(person
      ? [
          {
            field: "contactName" as const,
            value: person.name,
            shown: person.name,
            from: person.from,
            to: person.from + person.name.length,
          },
        ]
      : []),
    ...(phone
      ? [
          {
            field: "contactPhone" as const,
            value: phone[1]?.replace(/[\s]/g, "").replace(/^(1\d{2})-?(\d{4})-?(\d{4})$/, "$1$2$3") ?? "",
            shown: phone[1] ?? "",
            from: phone.index,
            to: phone.index + phone[0].length,
          },
        ]
      : []),
  ];
}

/** Cities that firms of the field come from most, by province; any other is found by its province. */
const CITIES: Record<string, string> = {
  辽宁: "沈阳 大连 鞍山 抚顺 锦州 营口 盘锦",
  吉林: "长春 吉林市 四平 松原",
  黑龙江: "哈尔滨 齐齐哈尔 大庆 牡丹江 佳木斯 绥化",
  山东: "济南 青岛 烟台 潍坊 临沂 淄博 威海 德州",
  江苏: "南京 苏州 无锡 常州 南通 徐州 扬州 盐城",
  浙江: "杭州 宁波 温州 台州 绍兴 嘉兴 金华 义乌",
  广东: "广州 深圳 东莞 佛山 珠海 中山 惠州",
  福建: "福州 厦门 泉州 漳州",
  河北: "石家庄 唐山 保定 廊坊 沧州",
  河南: "郑州 洛阳 新乡",
  安徽: "合肥 芜湖 马鞍山",
  湖北: "武汉 宜昌 襄阳",
  湖南: "长沙 株洲 湘潭",
  四川: "成都 绵阳 德阳",
  陕西: "西安 宝鸡",
  江西: "南昌 赣州",
  内蒙古: "呼和浩特 包头 呼伦贝尔 通辽",
  山西: "太原 大同",
};
const CITY_PROVINCE = new Map(
  Object.entries(CITIES).flatMap(([province, cities]) =>
    cities.split(" ").map((city) => [city, province] as const),
  ),
);

/** Where the investor comes from. The district's own province says nothing unless it stands alone. */
export function findOrigin(text: string, homeProvince: string): Found | null {
  const found: (Found & { home: boolean })[] = [];
  const names = [...MAINLAND_PROVINCES.map((p) => shortPlace(p)), ...CITY_PROVINCE.keys()];
  for (const name of names) {
    const at = text.indexOf(name);
    if (at < 0 || /^[路街]|^大街/.test(text.slice(at + name.length))) continue;
    const province = standardProvince(CITY_PROVINCE.get(name) ?? name);
    if (!province) continue;
    found.push({
      field: "originProvince",
      value: province,
      shown: province,
      from: at,
      to: at + name.length,
      home: province === homeProvince,
    });
  }
  const [first] = found.sort((a, b) => Number(a.home) - Number(b.home) || a.from - b.from);
  if (!first || first.home) return null;
  const { home: _, ...rest } = first;
  return rest;
}

/** Words of the chain's own name that are said for it: 重型数控机床 → 数控机床, 现代冷链物流 → 冷链物流, 冷链. */
export function ownWords(name: string): string[] {
  const bare = name.replace(/产业链$|产业$|链$/, "");
  const core = bare.replace(/^(?:现代|重型|高端|新型|先进|智能|绿色)/, "");
  const half = core.length === 4 ? [core.slice(0, 2), core.slice(2)] : [];
  const common = new Set(["产业", "物流", "装备", "服务", "制造", "现代", "教育", "经济", "及装"]);
  return [...new Set([bare, core, ...half.filter((w) => !common.has(w))])].filter((w) => w.length >= 2);
}

/** The chain of which most is said; of two with as much, the one named with the longer word. */
export function findChain(text: string, chains: readonly NoteChain[]): Found | null {
  let top: (Found & { score: number }) | null = null;
  for (const { id, name, words } of chains) {
    const hits = [...words, ...ownWords(name)].filter((w) => w.length >= 2 && text.includes(w));
    const longest = hits.reduce((a, b) => (b.length > a.length ? b : a), "");
    const score = hits.reduce((sum, w) => sum + w.length, 0);
    if (!longest || (top && top.score >= score)) continue;
    const at = text.indexOf(longest);
    top = { field: "chainId", value: id, shown: name, from: at, to: at + longest.length, score };
  }
  if (!top) return null;
  const { score: _, ...found } = top;
  return found;
}
