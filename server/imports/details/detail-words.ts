/** Header words of detail sheets, kind by kind; scored as those of a ledger are. */
import { type DetailField, type DetailKind, MONTH_NUMBERS } from "@/server/contracts/detail-fields";
import { type FieldWords, type HeaderVocabulary, remembered, scoreAmong } from "../reading/header-words";

import { DIRECTORY_WORDS } from "./directory-words";

type Words = FieldWords<DetailField>[];

const PROJECT: Words = [
  { field: "seq", words: [[1, /^(序号|序|行号|no)$/]] },
  { field: "projectNumber", words: [[1, /^(项目编号|档案号|项目档案号|线索编号|台账编号)$/]] },
  {
    field: "projectCode",
    words: [
      [1, /^(项目代码|投资项目(统一|在线)?代码|备案(项目)?代码|项目统一代码|国家编码|立项代码)$/],
      [0.8, /项目.*代码|备案.*代码/],
    ],
    never: /信用/,
  },
  {
    field: "projectName",
    words: [
      [1, /^(项目名称|项目名|项目全称|招商项目名称|签约项目名称|项目)$/],
      [0.8, /^(招商|签约|产业|投资|引进|开工|在建)项目(名称)?$/],
      [0.6, /项目名称/],
    ],
    never: /编号|代码/,
  },
  {
    field: "company",
    words: [
      [
        1,
        /^(企业(全称|名称)?|投资方(企业)?(名称|全称)?|投资(主体|企业|单位|商|公司)(名称)?|项目公司(名称)?)$/,
      ],
      [0.8, /^(公司|单位|业主|客商|项目单位|建设单位)(名称)?$/],
    ],
    never: /付款|汇款|出资|缴款|填报|所在|来源/,
  },
];

const ARRIVAL: Words = [
  ...PROJECT,
  {
    field: "arrivedOn",
    words: [
      [1, /^(资金)?(到账|到位|到资|入账|进账|到款|缴款|汇入|实缴)(资金)?(日期|时间|年月日)$/],
      [0.6, /^(凭证|记账|付款|汇款)?(日期|时间)$/],
    ],
    never: /计划|预计|签约|开工|首报|约定/,
  },
  {
    field: "amount",
    words: [
      [1, /^(本笔|本次|实际|当笔|单笔)?(到账|到位|到资|入账|进账|实缴|实到)(资金)?(金额|数额|额|数)$/],
      [0.9, /^(金额|到位资金|到账资金|实际到位资金|到位额|资金金额|原币金额)$/],
      [0.6, /(到账|到位|到资).*(金额|资金|额)/],
    ],
    never: /累计|计划|约定|总投资|率|省外|省内|外资|日期|时间|方|来源|用途|折合/,
  },
  { field: "currency", words: [[1, /^(币种|货币|原币币种|币别)$/]] },
  {
    field: "payer",
    words: [
      [1, /^(付款|汇款|出资|缴款|打款|汇出|支付|资金汇出)(方|人|单位|企业|公司|账户|户名)(名称|全称)?$/],
      [0.7, /付款|汇款|出资(方|人)/],
    ],
    never: /日期|时间|金额|账号|所在|来源/,
  },
  {
    field: "scope",
    words: [
      [1, /^(资金来源|资金性质|资金类别|资金类型|内外资|省内外|资金属性|省内\/?省外|来源类别|来源性质)$/],
      [0.8, /^(到位)?资金(来源|类别).*$/],
    ],
    never: /来源(地|省)|所在/,
  },
  {
    field: "place",
    words: [
      [
        1,
        /^(资金|付款方|出资方|汇款方|投资方)?(来源|所在|注册)?(地区?|省份?|省市|来源地|所在地|来源省份?|国别)$/,
      ],
      [0.8, /来源(地|省)|所在(地|省)/],
    ],
    never: /日期|时间/,
  },
  {
    field: "voucherNumber",
    words: [
      [1, /^(银行|进账单|转账|到位|到账|记账|入账)?(凭证|进账单|票据|回单|流水|单据)(编?号码?|号)$/],
      [0.8, /(凭证|进账单|回单|流水).*号/],
    ],
  },
  {
    field: "voucherKind",
    words: [
      [1, /^(到位|到账|银行)?(凭证|单据|证明|佐证|佐证材料)(种类|类型|类别|名称)$/],
      [0.7, /^(凭证|佐证材料|证明材料|到位凭证)$/],
    ],
  },
  { field: "useKind", words: [[1, /^(资金)?(用途|使用方向|投向)$/]] },
  { field: "note", words: [[1, /^(备注|说明|其他|注)$/]] },
];

const OF_OTHERS = /计划|目标|到位|到账|率|同比|上年|去年|排名/;
const FIGURE = "(?:(?:实际)?(?:完成)?(?:固定资产投资|固投|投资|投资额|数|额)?)?";

/** "3月", "2026年3月完成投资", and of the year up to it "1-3月", "3月累计". */
const monthsOf = (month: number): Words => [
  {
    field: `month-${month}`,
    words: [[1, new RegExp(`^(?:20\\d{2}年)?0?${month}月份?${FIGURE}$`)]],
    never: OF_OTHERS,
  },
  {
    field: `through-${month}`,
    words: [
      [1, new RegExp(`^(?:20\\d{2}年)?1月?[-—–~至到]+${month}月份?(?:累计)?${FIGURE}(?:累计)?$`)],
      [0.9, new RegExp(`^(?:20\\d{2}年)?(?:截至)?0?${month}月(?:末|底|份)?累计${FIGURE}$`)],
    ],
    never: OF_OTHERS,
  },
];

const INVESTMENT: Words = [
  ...PROJECT,
  {
    field: "month",
    words: [
      [1, /^(统计|所属|报告|填报|所属统计)?(月份|月度|期别|年月|报告期|统计月|所属期)$/],
      [0.6, /^(日期|时间|期间)$/],
    ],
  },
  {
    field: "total",
    words: [
      [1, /^(本月|当月|当期|本期|月度)?(实际)?(完成)(固定资产投资|固投|投资|投资额|固投额|固定资产投资额)$/],
      [
        0.9,
        /^(本月|当月|当期)(固投|固定资产投资|投资|完成|完成数|数|合计)$|^(固投|固定资产投资)(合计|完成额?)?$|^(合计|小计|完成投资合计)$/,
      ],
    ],
    never: /累计|计划|到位|率|总投资|同比/,
  },
  {
    field: "cumulative",
    words: [
      [
        1,
        /^(自?年初(以来)?|本年|当年|今年)(至今)?(以来)?(累计)(实际)?(完成)?(固定资产投资|固投|投资|投资额)?$|^自?年初(以来|至本月)?(完成)?(固投|投资|累计)?$/,
      ],
      [0.8, /^累计(完成)?(固定资产投资|固投|投资|投资额)?$/],
    ],
    never: /计划|到位|率|同比|开工以来/,
  },
  { field: "construction", words: [[1, /^(其中)?(建筑|建安|土建)(工程)?(投资|费)?$/]] },
  { field: "installation", words: [[1, /^(其中)?安装(工程)?(投资|费)?$/]] },
  {
    field: "equipment",
    words: [[1, /^(其中)?设备(工器?具)?(购置|及工器具购置|投资)?(费)?$|^设备工器具购置(费)?$/]],
  },
  { field: "otherPart", words: [[1, /^(其中)?其他(费用|投资)$/]] },
  { field: "note", words: [[1, /^(备注|说明|注)$/]] },
  ...MONTH_NUMBERS.flatMap(monthsOf),
];

const FOLLOW_UP: Words = [
  ...PROJECT,
  {
    field: "happenedOn",
    words: [
      [1, /^(跟进|走访|拜访|来访|接待|洽谈|会谈|联系|对接|沟通|服务|活动)(的)?(日期|时间)$|^跟进日$/],
      [0.7, /^(日期|时间|年月日)$/],
    ],
    never: /下次|下一次|下步|下一步|预计|计划|登记|录入/,
  },
  {
    field: "contactKind",
    words: [
      [1, /^(跟进|走访|联系|对接|沟通|洽谈|接洽|活动)(方式|形式|类型|类别)$/],
      [0.9, /^(方式|形式)$/],
    ],
    never: /联系方式|电话号码/,
  },
  {
    field: "summary",
    words: [
      [1, /^(跟进|走访|拜访|来访|接待|洽谈|会谈|联系|对接|沟通)(内容|情况|记录|纪要|摘要|事项)(摘要|说明)?$/],
      [0.8, /^(主要)?(内容|情况|纪要|谈话内容|工作内容|会谈要点|主要事项)$/],
    ],
    never: /建设|投资|项目|下步|下一步/,
  },
  {
    field: "people",
    words: [
      [1, /^(参加|参与|陪同|出席|我方|对方|跟进|走访|接待|洽谈)(人员|人|人员名单)$/],
      [0.7, /^(双方)?(参加|出席)(单位|人员).*$/],
    ],
    never: /联系人|电话/,
  },
  {
    field: "nextStep",
    words: [
      [1, /^(下步|下一步|后续)(工作|计划|打算|安排|措施|跟进|举措)?(工作|计划|安排|打算|措施)?$/],
      [0.7, /(下步|下一步).*(工作|计划|安排|打算)/],
    ],
    never: /日期|时间|期限/,
  },
  {
    field: "nextOn",
    words: [[1, /^(下次|下一次|下步|下一步|后续)(跟进|走访|联系|对接|工作|洽谈)?(日期|时间|期限)$/]],
  },
];

const WORDS: Record<DetailKind, Words> = {
  arrival: ARRIVAL,
  investment: INVESTMENT,
  "follow-up": FOLLOW_UP,
  enterprise: DIRECTORY_WORDS,
};

/** A project, or what an arrival alone has: every row fills one of these. */
const ANCHORS: ReadonlySet<DetailField> = new Set(["projectNumber", "projectCode", "projectName", "company"]);

export const scoreDetail = (kind: DetailKind, path: readonly string[]) => scoreAmong(WORDS[kind], path);

function vocabularyOf(kind: DetailKind): HeaderVocabulary {
  const best = (raw: string) => (raw.length > 40 ? undefined : scoreDetail(kind, [raw])[0]);
  return {
    isHeaderWord: remembered((raw) => (best(raw)?.score ?? 0) >= 0.6),
    isAnchor: remembered((raw) => {
      const found = raw.length > 20 ? undefined : best(raw);
      return found !== undefined && found.score >= 0.8 && ANCHORS.has(found.field);
    }),
  };
}
export const DETAIL_VOCABULARY: Record<DetailKind, HeaderVocabulary> = {
  arrival: vocabularyOf("arrival"),
  investment: vocabularyOf("investment"),
  "follow-up": vocabularyOf("follow-up"),
  enterprise: vocabularyOf("enterprise"),
};
