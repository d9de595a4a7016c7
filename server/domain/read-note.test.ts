/** Notes as officers keep them: minutes, phone notes, WeChat. Written on Wednesday 25 November 2026. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NoteField, readNote } from "./read-note";
import { spokenNumber } from "./read-note-numbers";

const scene = {
  day: "2026-11-25",
  homeProvince: "黑龙江省",
  chains: [
    { id: 1, name: "重型数控机床", words: ["主轴", "床身", "丝杠", "加工中心"] },
    { id: 2, name: "现代冷链物流", words: ["冷库", "云仓"] },
    { id: 3, name: "烤肉", words: ["牛羊肉", "屠宰"] },
    { id: 4, name: "冰雪体育", words: ["冰刀", "滑雪"] },
    { id: 5, name: "现代医疗", words: ["医疗器械"] },
  ],
};
const YI = 10_000_000_000;
const WAN = 1_000_000;
type Said = Partial<Record<NoteField, string | number | null>>;
const said = (text: string): Said => Object.fromEntries(readNote(text, scene).map((f) => [f.field, f.value]));

/** A note and everything that is to be found in it; what is not named must not be proposed. */
const NOTES: [string, Said][] = [
  [
    "今天下午拜访了沈阳远松精密机械有限公司，王总介绍拟投资1.2亿元建设主轴生产线，需用地80亩，下周三再来考察。",
    {
      investorName: "沈阳远松精密机械有限公司",
      amountFen: 1.2 * YI,
      chainId: 1,
      landAreaCentiMu: 8000,
      nextOn: "2026-12-02",
      contactName: "王总",
      originProvince: "辽宁省",
    },
  ],
  [
    "王总：我们董事长下周五过来看地，大概要50亩[OK]",
    { landAreaCentiMu: 5000, nextOn: "2026-12-04", contactName: "王总" },
  ],
  [
    "刚跟大连海川冷链股份有限公司通了电话 他们想做冷库 盘子大概2个亿 月底前给答复",
    {
      investorName: "大连海川冷链股份有限公司",
      amountFen: 2 * YI,
      chainId: 2,
      nextOn: "2026-11-30",
      originProvince: "辽宁省",
    },
  ],
  [
    "联系人：张伟 13804521234，约12月5日来区里面谈",
    { contactName: "张伟", contactPhone: "13804521234", nextOn: "2026-12-05" },
  ],
  [
    "企业：宁波北仑模具有限公司；总投资5000万元；用地30亩；联系人李娜 139 0574 8888",
    {
      investorName: "宁波北仑模具有限公司",
      amountFen: 5000 * WAN,
      landAreaCentiMu: 3000,
      contactName: "李娜",
      contactPhone: "13905748888",
      originProvince: "浙江省",
    },
  ],
  [
    "投资方：哈尔滨冰雪装备集团，计划投资8000万，做冰刀和滑雪板",
    { investorName: "哈尔滨冰雪装备集团", amountFen: 8000 * WAN, chainId: 4 },
  ],
  ["对方说年产值3亿，固定资产投资1亿", { amountFen: YI }],
  ["年产值3亿，税收2000万", {}],
  [
    "注册资本5000万元的山东鲁牛食品有限公司想上牛羊肉精深加工",
    { investorName: "山东鲁牛食品有限公司", chainId: 3, originProvince: "山东省" },
  ],
  ["投资五千万，要二十亩地", { amountFen: 5000 * WAN, landAreaCentiMu: 2000 }],
  ["一亿二千万的项目，后天报材料", { amountFen: 12_000 * WAN, nextOn: "2026-11-27" }],
  ["投资3-5亿，具体没定", {}],
  ["三到五个亿吧 看政策", {}],
  ["拟投资500万美元，注册外资企业", { amountFen: null }],
  ["$2000万的盘子", { amountFen: null }],
  ["需要标准厂房8000平方米，租", { landAreaCentiMu: null }],
  ["占地2万平方米", { landAreaCentiMu: 3000 }],
  ["用地面积10公顷", { landAreaCentiMu: 15_000 }],
  ["要80-100亩，明天去看地块", { nextOn: "2026-11-26" }],
  [
    "【会议纪要】时间：2026年11月25日 地点：局三楼会议室 议定：由一科于12月10日前对接规划部门",
    { nextOn: "2026-12-10" },
  ],
  ["上周三去了长春，没谈拢", { originProvince: "吉林省" }],
  ["11月20日拜访，12月1日回访", { nextOn: "2026-12-01" }],
  ["1月8号签框架", { nextOn: "2027-01-08" }],
  ["28号过来", { nextOn: "2026-11-28" }],
  ["3号见面聊", { nextOn: "2026-12-03" }],
  ["下个月10号前把项目建议书发过来", { nextOn: "2026-12-10" }],
  ["年底前签约", { nextOn: "2026-12-31" }],
  ["计划2027年3月1日开工，2027年12月投产", {}],
  ["三天内答复", { nextOn: "2026-11-28" }],
  ["两周内拿出方案", { nextOn: "2026-12-09" }],
  ["下周末之前确定", { nextOn: "2026-12-06" }],
  ["下周碰一下", { nextOn: "2026-12-04" }],
  ["12月中旬来访", { nextOn: "2026-12-20" }],
  ["周一开会定", { nextOn: "2026-11-30" }],
  ["礼拜五等回话", { nextOn: "2026-11-27" }],
  ["明年1月15日签约", { nextOn: "2027-01-15" }],
  ["对接人：刘经理（电话0451-82345678）", { contactName: "刘经理", contactPhone: "0451-82345678" }],
  [
    "陪同李局长会见了中通云冷网络科技有限公司董事长陈志强",
    { investorName: "中通云冷网络科技有限公司", contactName: "陈志强" },
  ],
  ["该公司是行业龙头，公司名气大，集团也有实力", {}],
  ["上市公司，国有企业，做丝杠的，注塑也有", { chainId: 1 }],
  ["医疗器械项目，落在中华街道，投资1,200万元", { amountFen: 1200 * WAN, chainId: 5 }],
  ["总投２亿元，用地１００亩", { amountFen: 2 * YI, landAreaCentiMu: 10_000 }],
  [
    "李总 13912345678 说这周来不了，改下下周二",
    { contactName: "李总", contactPhone: "13912345678", nextOn: "2026-12-08" },
  ],
  [
    "苏州的客户，1.5个亿，主做加工中心床身，要地60亩左右，后天视频会",
    {
      amountFen: 1.5 * YI,
      chainId: 1,
      landAreaCentiMu: 6000,
      nextOn: "2026-11-27",
      originProvince: "江苏省",
    },
  ],
  ["2026-12-18 前完成尽调", { nextOn: "2026-12-18" }],
  ["产能10万台，员工200人，投资额度未定", {}],
  ["年销售额2亿的烤肉连锁，想投3000万建中央厨房", { amountFen: 3000 * WAN, chainId: 3 }],
  ["[微信] 小赵: 收到 👌", {}],
  ["", {}],
  ["好的，谢谢，再联系", {}],
];

describe("a note", () => {
  it("there are enough of them", () => expect(NOTES.length).toBeGreaterThanOrEqual(40));

  it.each(NOTES)("%s", (text, expected) => {
    const { investorName, ...rest } = said(text);
    expect({ investorName, ...rest }).toEqual({ investorName: undefined, ...expected });
  });

  it("over several lines keeps every place true to the text", () => {
    const text =
      "刘洋 11:02\n王总那边有消息了\n\n大连恒力铸造有限公司 11:05\n投 6000万，用地 45 亩\n12月3日上午来\n电话 13700001111";
    const found = readNote(text, scene);
    expect(Object.fromEntries(found.map((f) => [f.field, text.slice(f.from, f.to)]))).toEqual({
      contactName: "王总",
      investorName: "大连恒力铸造有限公司",
      originProvince: "大连",
      amountFen: "6000万",
      landAreaCentiMu: "45 亩",
      nextOn: "12月3日",
      contactPhone: "13700001111",
    });
  });

  it("of any shape is read without failing, each place inside the text, no day before its own", () => {
    const bits = fc.constantFrom(
      "下周",
      "12月",
      "31号",
      "三",
      "亿",
      "3-",
      "万",
      "元",
      "亩",
      "有限公司",
      "王",
      "总",
      "138",
      " ",
      "\n",
      "底",
      "投资",
      "二",
      "月",
      "30日",
      "公司",
      "平",
      "千",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(bits, fc.string({ maxLength: 4 })), { maxLength: 25 }), (parts) => {
        const text = parts.join("");
        for (const { from, to, field, value } of readNote(text, scene)) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
          if (field === "nextOn") expect(String(value) >= scene.day).toBe(true);
          if (field === "amountFen" && value !== null) expect(Number.isInteger(value)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("a spoken number", () => {
  it.each([
    ["一百二十", 120],
    ["两千", 2000],
    ["十五", 15],
    ["一点五", 1.5],
    ["1,200.5", 1200.5],
    ["三五", null],
  ])("%s is %s", (text, value) => expect(spokenNumber(text)).toBe(value));
});
