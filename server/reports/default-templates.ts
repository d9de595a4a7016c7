/** The templates that are there from the first day: a bureau downloads one, rewrites it in Word and uploads it as its own. */
import type { DefaultTemplate } from "@/server/contracts/writing";
import type { ChartWord, TableWord } from "@/server/domain/writing/exhibits";
import { type OfficialParagraph, officialDocument } from "./docx/official-layout";

const p = (kind: OfficialParagraph["kind"], text: string, lead?: string): OfficialParagraph => ({
  kind,
  text,
  ...(lead === undefined ? {} : { lead }),
});

const CLOSING = [p("body", ""), p("signature", "{单位}"), p("signature", "{成文日期}")];

/** The paragraph of the work report. */
const OVERALL =
  "年初以来，签约招商引资项目{签约项目数}个，签约总金额{签约金额}。其中，{分档项目数}。" +
  "{期间}省外内资到位{省外内资到位}，{省外内资同比}，完成年度目标的{省外内资到位完成率}，{省外内资到位超欠序时}。" +
  "签订框架协议{框架协议数}个，协议金额{框架协议金额}，其中已转正式{框架转正式数}个。" +
  "推进产业项目{推进项目数}个，其中新开工项目{新开工项目数}个，产业项目完成固定资产投资{固定资产投资}，{固定资产投资同比}。";

const TARGETS =
  "{期间}，全区引进省外资金{省外内资到位}，完成年度目标任务{省外内资到位年度目标}的{省外内资到位完成率}，{省外内资同比}，{省外内资到位超欠序时}。" +
  "签约项目{签约项目数}个，完成年度目标的{签约项目完成率}，{签约项目超欠序时}。" +
  "新开工项目{新开工项目数}个，完成年度目标的{新开工项目完成率}，{新开工项目超欠序时}。" +
  "完成固定资产投资{固定资产投资}，完成年度目标的{固定资产投资完成率}，{固定资产投资同比}，{固定资产投资超欠序时}。";

/** What the figures speak of stands in a clause of its own: it stays when the first of them is nil. */
const RATES =
  "年初以来签约的项目中，履约率{履约率}，开工率{开工率}，投产率{投产率}，资金到位率{资金到位率}。";

const SOURCES = "省外内资到位资金中，新建项目到位{新建项目到位}，续建项目到位{续建项目到位}。";

const CHAINS = [
  p("body", "{#各产业链}"),
  p(
    "body",
    "年初以来，签约项目{本链.签约项目数}个，签约金额{本链.签约金额}。{本链.新签项目}。{期间}，省外内资到位{本链.省外内资到位}，完成固定资产投资{本链.固定资产投资}。",
    "在{本链.简称}产业链建设上。",
  ),
  p("body", "{/各产业链}"),
];

/** The words of the bureau's own report: a target of a half year names its number first. */
const SECOND_HALF =
  "力争下半年新签约项目{下半年签约项目目标}个，总投资{下半年签约金额目标}；计划新开工产业项目{下半年新开工项目目标}个，完成固定资产投资{下半年固定资产投资目标}以上。";

const BY_HAND = "（此处由起草人补写。）";

const HALF_YEAR: readonly OfficialParagraph[] = [
  p("title", "{单位}"),
  p("title", "关于{年}年{阶段}招商引资工作情况的汇报"),
  p("body", "现将{年}年{阶段}招商引资和项目建设工作情况汇报如下。"),
  p("heading1", "一、工作开展情况"),
  p("body", OVERALL, "（一）狠抓招商引资和项目建设。"),
  p("body", TARGETS, "（二）对照目标抓进度。"),
  p("body", SOURCES),
  p("body", RATES),
  p("heading2", "（三）分链推进情况"),
  ...CHAINS,
  p("heading1", "二、存在问题"),
  p("blank", BY_HAND),
  p("heading1", "三、下步工作重点"),
  p("body", SECOND_HALF, "（一）加力推进招商引资。"),
  p("blank", BY_HAND, "（二）全程服务项目建设。"),
  ...CLOSING,
];

const chart = (word: ChartWord): OfficialParagraph => p("body", `{图：${word}}`);
const table = (word: TableWord): OfficialParagraph => p("body", `{附表：${word}}`);

const QUARTER: readonly OfficialParagraph[] = [
  p("title", "{区名}{年}年{阶段}招商引资工作分析"),
  p("heading1", "一、总体情况"),
  p("body", OVERALL),
  p("body", `截至{月}月末，序时进度为{序时进度}。${TARGETS}主要指标完成情况{见附表：指标完成}。`),
  chart("月度走势"),
  p("heading1", "二、主要特点"),
  p(
    "body",
    "{#各产业链}{本链.简称}链签约项目{本链.签约项目数}个，签约金额{本链.签约金额}，省外内资到位{本链.省外内资到位}；{/各产业链}。各链情况{见附表：分产业链}。",
    "（一）分产业链看。",
  ),
  chart("产业链对比"),
  p("body", "签约金额居前的来源地为{主要来源地}。按来源省份的情况{见附表：来源地}。", "（二）从来源地看。"),
  chart("来源省份"),
  p("body", "签约项目中，{分档项目数}。按计划总投资分档，{规模结构}。", "（三）从投资规模看。"),
  p("body", "签约金额居前的行业为{主要行业}。", "（四）从行业看。"),
  p("body", SOURCES, "（五）从到位资金结构看。"),
  p("body", RATES, "（六）从项目转化看。"),
  chart("项目漏斗"),
  p("heading1", "三、存在问题"),
  p(
    "body",
    "{#各产业链}{本链.简称}链省外内资完成年度目标的{本链.省外内资到位完成率}，{本链.省外内资到位超欠序时}；{/各产业链}。",
    "（一）各链进度不一。",
  ),
  chart("序时进度"),
  p(
    "body",
    "截至{成文日期}，红灯项目{红灯项目数}个，长期没有进展的停滞项目{停滞项目数}个（{见附表：红灯停滞}）。",
    "（二）部分项目推进缓慢。",
  ),
  p(
    "body",
    "截至{月}月末，已签约而未开工的项目{签约未开工项目数}个（{见附表：签约未开工}）。",
    "（三）部分项目签约后未开工。",
  ),
  p(
    "body",
    "截至{月}月末，已签框架协议而未转为正式合同的项目{框架未转化项目数}个（{见附表：框架未转化}）。",
    "（四）部分框架协议未转化。",
  ),
  p(
    "body",
    "截至{成文日期}，数据体检尚有错误{体检错误数}处，提醒{体检提醒数}处，有待核实处理。",
    "（五）数据质量有待提高。",
  ),
  p("blank", BY_HAND, "（六）其他问题。"),
  p("heading1", "四、原因分析"),
  p("blank", BY_HAND),
  p("heading1", "五、下步措施"),
  p("blank", BY_HAND),
  p("heading1", "六、需区委区政府协调事项"),
  p("blank", BY_HAND),
  ...CLOSING,
  { ...table("指标完成"), newPage: true },
  ...(["分产业链", "来源地", "投资规模", "行业", "红灯停滞", "签约未开工", "框架未转化"] as const).map(table),
];

const MONTH: readonly OfficialParagraph[] = [
  p("title", "{区名}{年}年{月}月招商引资工作简报"),
  p("heading1", "一、本月情况"),
  p(
    "body",
    "{月}月，签约招商引资项目{本月签约项目数}个，签约金额{本月签约金额}。签订框架协议{本月框架协议数}个，框架协议金额{本月框架协议金额}。省外内资到位{本月省外内资到位}。新开工项目{本月新开工项目数}个，完成固定资产投资{本月固定资产投资}。",
  ),
  p("heading1", "二、累计情况"),
  p("body", OVERALL),
  p("heading1", "三、各产业链情况"),
  ...CHAINS,
  p("heading1", "四、下步打算"),
  p("blank", BY_HAND),
  ...CLOSING,
];

const TEXTS: Record<DefaultTemplate, readonly OfficialParagraph[]> = {
  "half-year": HALF_YEAR,
  quarter: QUARTER,
  month: MONTH,
};

export const defaultTemplate = (template: DefaultTemplate): Buffer => officialDocument(TEXTS[template]);
