/** What is built in the chains of the secondary sector. `{area}` 平方米, `{n}` 台套 and `{mu}` 亩 are filled in. */
import type { ChainCode, EngineName } from "./bureau-chains";

type LandMode = "出让" | "租赁厂房" | "租赁楼宇" | "自有" | "无需用地";

export interface Template {
  chain: ChainCode | null;
  name: string;
  content: string;
  /** GB/T 4754-2017, four digits. */
  industryCode: string;
  sector: "一产" | "二产" | "三产";
  /** What the investor deals in; part of its name. */
  trade: string;
  /** Multiple of the median investment. */
  scale: number;
  land: LandMode;
  /** Share of the investment that is equipment. */
  equipment: number;
  engines: readonly EngineName[];
}

const industry = (
  chain: ChainCode | null,
  name: string,
  trade: string,
  industryCode: string,
  content: string,
  more: Partial<Template> = {},
): Template => ({
  chain,
  name,
  trade,
  industryCode,
  content,
  sector: "二产",
  scale: 1,
  land: "出让",
  equipment: 0.45,
  engines: [],
  ...more,
});

export const INDUSTRY: readonly Template[] = [
  industry(
    "machine-tools",
    "高精度主轴部件生产基地",
    "精密机械",
    "3425",
    "占地{mu}亩，建设主轴部件恒温加工车间{area}平方米，购置坐标磨床、五轴加工中心等设备{n}台（套），为重型机床整机配套。",
    { scale: 1.3 },
  ),
  industry(
    "machine-tools",
    "重型龙门镗铣床整机制造",
    "重型机床",
    "3421",
    "建设重型总装车间{area}平方米，配套500吨级起重设备，购置加工设备{n}台（套），生产数控龙门镗铣床整机。",
    { scale: 2.4 },
  ),
  industry(
    "machine-tools",
    "大型静压转台研发制造",
    "数控装备",
    "3425",
    "建设转台装配与检测中心{area}平方米，购置静压导轨磨床等设备{n}台（套），实现10米级转台国产化。",
    { scale: 1.5 },
  ),
  industry(
    "machine-tools",
    "数控刀具及刀柄生产线",
    "工具",
    "3424",
    "租用标准厂房{area}平方米，购置数控工具磨、涂层炉等设备{n}台（套），生产硬质合金刀具和刀柄。",
    { land: "租赁厂房", equipment: 0.7, scale: 0.6 },
  ),
  industry(
    "machine-tools",
    "机床床身树脂砂铸造扩能",
    "铸造",
    "3391",
    "新建树脂砂造型线和熔炼工部{area}平方米，购置中频炉、抛丸清理等设备{n}台（套），年产大型铸件3万吨。",
    { scale: 1.4 },
  ),
  industry(
    "machine-tools",
    "滚珠丝杠与直线导轨产业化",
    "传动科技",
    "3425",
    "建设恒温车间{area}平方米，购置丝杠旋铣、导轨磨削设备{n}台（套），年产精密丝杠副2万套。",
  ),
  industry(
    "machine-tools",
    "数控系统与伺服电机联合实验室",
    "智能控制",
    "6513",
    "租用科研楼{area}平方米，建设数控系统软硬件研发、测试平台，购置仪器设备{n}台（套）。",
    { land: "租赁楼宇", sector: "三产", equipment: 0.6, scale: 0.5, engines: ["数字经济"] },
  ),
  industry(
    "machine-tools",
    "重型机床再制造中心",
    "装备再制造",
    "4330",
    "改造厂房{area}平方米，购置大型检测与修复设备{n}台（套），开展重型机床大修与再制造。",
    { land: "租赁厂房", scale: 0.7 },
  ),
  industry(
    "machine-tools",
    "工业互联网标识解析装备行业节点",
    "信息技术",
    "6450",
    "建设标识解析二级节点及装备行业数据平台，机房{area}平方米，服务器及网络设备{n}台（套）。",
    { land: "租赁楼宇", sector: "三产", equipment: 0.75, scale: 0.6, engines: ["数字经济"] },
  ),
  industry(
    "ice-snow",
    "智能造雪机与压雪设备制造",
    "冰雪装备",
    "3599",
    "占地{mu}亩，建设造雪机总装线及低温试验室{area}平方米，购置设备{n}台（套），年产造雪设备600台。",
    { engines: ["冰雪经济"], scale: 1.2 },
  ),
  industry(
    "ice-snow",
    "冰球杆与护具复合材料生产",
    "体育用品",
    "2442",
    "租用厂房{area}平方米，购置碳纤维热压、缠绕设备{n}台（套），年产冰球杆20万支、护具8万套。",
    { land: "租赁厂房", engines: ["冰雪经济"], equipment: 0.6, scale: 0.6 },
  ),
  industry(
    "ice-snow",
    "冰雪运动训练基地改造提升",
    "体育产业",
    "8921",
    "改造冰球馆、速滑馆{area}平方米，新建四季训练场地，购置制冰及训练设备{n}台（套）。",
    { sector: "三产", land: "自有", engines: ["冰雪经济"], equipment: 0.3, scale: 1.1 },
  ),
  industry(
    "ice-snow",
    "室内四季滑雪综合体",
    "冰雪文旅",
    "8930",
    "占地{mu}亩，建设室内雪场、冰雪研学馆{area}平方米，购置压雪、魔毯等设备{n}台（套）。",
    { sector: "三产", engines: ["冰雪经济"], equipment: 0.25, scale: 2.2 },
  ),
  industry(
    "ice-snow",
    "冰刀精密冲压与热处理生产线",
    "五金制品",
    "2442",
    "建设冰刀生产车间{area}平方米，购置精密冲压、真空热处理设备{n}台（套），年产冰刀50万副。",
    { engines: ["冰雪经济"], scale: 0.6, equipment: 0.6 },
  ),
  industry(
    "ice-snow",
    "冰雪创意景观设计制作中心",
    "文化创意",
    "7492",
    "租用园区楼宇{area}平方米，建设冰雪景观设计、数字展陈及制作基地，购置设备{n}台（套）。",
    { sector: "三产", land: "租赁楼宇", engines: ["冰雪经济", "创意设计"], scale: 0.4 },
  ),
  industry(
    "barbecue",
    "烤肉食材中央厨房及预制菜加工",
    "食品",
    "1353",
    "占地{mu}亩，建设中央厨房、腌制调理车间{area}平方米，购置滚揉、速冻等设备{n}台（套），年加工烤肉食材1.2万吨。",
    { engines: ["生物经济"], scale: 1.1 },
  ),
  industry(
    "barbecue",
    "优质肉牛屠宰分割精深加工",
    "牧业",
    "1351",
    "建设屠宰分割车间{area}平方米、排酸库及污水处理设施，购置设备{n}台（套），年屠宰肉牛5万头。",
    { scale: 1.6 },
  ),
  industry(
    "barbecue",
    "烤肉蘸料与复合调味品生产线",
    "调味食品",
    "1469",
    "租用厂房{area}平方米，购置粉碎、混料、包装设备{n}台（套），年产烤肉调味品6000吨。",
    { land: "租赁厂房", equipment: 0.55, scale: 0.45 },
  ),
  industry(
    "barbecue",
    "铸铁烤盘与无烟烤炉制造",
    "厨具",
    "3382",
    "建设铸造、珐琅涂层车间{area}平方米，购置设备{n}台（套），年产烤盘80万只、烤炉10万台。",
    { scale: 0.6 },
  ),
  industry(
    "barbecue",
    "机制果木炭清洁生产",
    "新材料",
    "2663",
    "建设炭化车间及尾气治理设施{area}平方米，购置设备{n}台（套），年产烧烤用炭1.5万吨。",
    { scale: 0.4 },
  ),
  industry(
    "barbecue",
    "烤肉美食街区与电商直播基地",
    "餐饮管理",
    "6210",
    "改造街区商铺{area}平方米，建设直播间、冷链分拣前置仓，购置设备{n}台（套）。",
    { sector: "三产", land: "租赁楼宇", equipment: 0.25, scale: 0.8, engines: ["数字经济"] },
  ),
  industry(
    "barbecue",
    "精酿啤酒生产及体验工坊",
    "酿造",
    "1513",
    "建设精酿车间及体验工坊{area}平方米，购置糖化、发酵设备{n}台（套），年产精酿啤酒2万千升。",
    { scale: 0.8, engines: ["生物经济"] },
  ),
  industry(
    null,
    "高蛋白大豆精深加工",
    "粮油",
    "1392",
    "占地{mu}亩，建设大豆分离蛋白、拉丝蛋白生产线，厂房{area}平方米，购置设备{n}台（套）。",
    { scale: 1.4, engines: ["生物经济"] },
  ),
  industry(
    null,
    "装配式钢结构构件生产",
    "建筑科技",
    "3311",
    "建设钢结构加工车间{area}平方米，购置数控切割、焊接机器人等设备{n}台（套），年产构件4万吨。",
    { scale: 0.9 },
  ),
  industry(
    null,
    "分布式屋顶光伏发电",
    "新能源",
    "4416",
    "利用工业厂房及公共建筑屋顶建设分布式光伏，配套逆变、储能设备{n}台（套），屋顶面积{area}平方米。",
    { land: "无需用地", equipment: 0.75, scale: 0.9 },
  ),
  industry(
    null,
    "玉米秸秆综合利用",
    "生物科技",
    "2663",
    "建设秸秆收储、糖化车间{area}平方米，购置设备{n}台（套），年处理秸秆12万吨。",
    { scale: 1.2, engines: ["生物经济"] },
  ),
  industry(
    null,
    "设施蔬菜育苗与观光农业园",
    "农业发展",
    "0141",
    "占地{mu}亩，建设智能连栋温室{area}平方米，配套育苗、水肥一体化设备{n}台（套）。",
    { sector: "一产", land: "租赁厂房", scale: 0.5, equipment: 0.3 },
  ),
  industry(
    null,
    "移动智能算力中心二期",
    "数据科技",
    "6450",
    "建设模块化机房{area}平方米，部署算力服务器及液冷设备{n}台（套），利用寒地自然冷源降低能耗。",
    { sector: "三产", equipment: 0.8, scale: 3, engines: ["数字经济"] },
  ),
];
