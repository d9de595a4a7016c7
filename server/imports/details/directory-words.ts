/** Header words of 企业名录: what a list of enterprises says of each. */
import type { DetailField } from "@/server/contracts/detail-fields";
import type { FieldWords } from "../reading/header-words";

export const DIRECTORY_WORDS: FieldWords<DetailField>[] = [
  { field: "seq", words: [[1, /^(序号|序|行号|编号|no)$/]] },
  {
    field: "company",
    words: [
      [1, /^(企业|公司|单位|法人|市场主体|投资方|投资商|投资人)(名称|全称|名)$|^企业$|^(现用名|现名称?)$/],
      [0.8, /^(名称|公司|单位|全称)$/],
      [0.7, /^(工商|营业执照|注册|登记)(登记)?(的)?名称$/],
    ],
    never: /曾用|原名|简称|集团|联系|所在|项目/,
  },
  {
    field: "uscc",
    words: [
      [1, /^(统一)?(社会)?信用代码(证号|号)?$|^(统一)?社会信用(代码|编码)$/],
      [0.8, /信用代码|^(组织机构|企业|税务登记|纳税人识别)(代码|号)$/],
    ],
    never: /项目/,
  },
  {
    field: "province",
    words: [
      [
        1,
        /^(企业|注册|总部|投资方|公司)?(所在|所属|注册|总部)?(省|省份|省市|地|地区|省\/?市|省区市|地址?所在地)$/,
      ],
      [0.9, /^(所在|注册|来源|总部|企业|归属)(地|省|地区|省份|省市|所在地)$|^省\(?(自治区|市|直辖市).*$/],
      [0.6, /^(注册|企业|公司|单位|办公|经营|详细)?(地址|住所)$/],
    ],
    never: /日期|时间|项目|市$(?<!省市|省\/市)/,
  },
  {
    field: "city",
    words: [[1, /^(企业|注册|总部)?(所在|所属|注册|总部)?(市|城市|地市|地级市|市州|市县)$/]],
  },
  {
    field: "investorKind",
    words: [
      [
        1,
        /^(企业|公司|单位|投资方|主体|经济)(类型|性质|类别|属性)$|^(类型|性质|所有制|所有制性质|登记注册类型)$/,
      ],
      [0.7, /500强|央企|上市/],
    ],
    never: /项目|行业|荣誉/,
  },
  {
    field: "formerNames",
    words: [[1, /^(企业|公司)?(曾用名称?|原名称?|旧名称?|原企业名称|更名前名称|变更前名称|历史名称)$/]],
  },
  { field: "shortNames", words: [[1, /^(企业|公司)?(简称|别名|俗称|常用名)$/]] },
  {
    field: "groupName",
    words: [
      [1, /^(所属|隶属|归属)?(集团|母公司|总公司|集团公司)(名称|公司)?$|^(上级|控股)(企业|公司|单位|集团)$/],
    ],
  },
  {
    field: "honours",
    words: [
      [
        1,
        /^(企业|公司)?(荣誉|资质|称号|荣誉资质|资质荣誉|荣誉称号|企业资质|所获荣誉|获得荣誉|认定情况|培育库)(情况)?$/,
      ],
      [0.8, /荣誉|资质(?!等级)|专精特新|小巨人|高新技术企业/],
    ],
    never: /日期|时间|批次|年度|年份|有效期/,
  },
  {
    field: "honourDate",
    words: [[1, /^(荣誉|资质|称号|认定|获评|获得|授牌|发证|公布)(的)?(获得|认定)?(日期|时间|年度|年份)$/]],
  },
  { field: "honourBatch", words: [[1, /^(荣誉|资质|认定|公布)?批次$/]] },
  {
    field: "profile",
    words: [
      [1, /^(企业|公司|单位)?(简介|概况|介绍|基本情况)$/],
      [0.9, /^(主营|主要|经营)(业务|产品|范围)(及产品)?$|^主营$/],
    ],
  },
  {
    field: "industry",
    words: [
      [1, /^(所属|国民经济|所在)?行业(分类|类别|名称|门类|代码)?$|^(产业|行业)(类别|领域)$|^所属产业链?$/],
    ],
  },
  {
    field: "contactPerson",
    words: [[1, /^(企业|公司)?(联系人|联络人|联络员|负责人|法人代表|法定代表人)(姓名)?(及职务)?$/]],
    never: /电话|手机|方式/,
  },
  { field: "contactPhone", words: [[1, /电话|手机|联系方式|联系号码/]] },
  { field: "note", words: [[1, /^(备注|说明|其他|注)$/]] },
];

/** Columns that say that each row is an enterprise, and not only whose something is. */
export const OF_A_DIRECTORY: readonly DetailField[] = [
  ...(["uscc", "investorKind", "formerNames", "shortNames", "groupName"] as const),
  ...(["honours", "profile", "industry"] as const),
];
