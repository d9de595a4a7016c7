/** Where investors come from: cities with their registration code (GB/T 2260), and how often each is met. */
export interface Origin {
  province: string;
  city: string;
  /** First six digits of a credit code registered there; null for Hong Kong and abroad. */
  region: string | null;
}

const MAINLAND: readonly (readonly [province: string, city: string, region: string, weight: number])[] = [
  ["北京市", "北京市", "110105", 10],
  ["北京市", "北京市", "110108", 6],
  ["天津市", "天津市", "120116", 5],
  ["河北省", "石家庄市", "130102", 3],
  ["河北省", "唐山市", "130202", 2],
  ["山西省", "太原市", "140105", 1],
  ["内蒙古自治区", "呼和浩特市", "150102", 3],
  ["内蒙古自治区", "通辽市", "150502", 2],
  ["辽宁省", "沈阳市", "210106", 7],
  ["辽宁省", "大连市", "210202", 6],
  ["吉林省", "长春市", "220102", 5],
  ["黑龙江省", "哈尔滨市", "230102", 9],
  ["黑龙江省", "大庆市", "230602", 3],
  ["黑龙江省", "齐齐哈尔市", "230203", 4],
  ["上海市", "上海市", "310115", 8],
  ["上海市", "上海市", "310112", 3],
  ["江苏省", "苏州市", "320505", 6],
  ["江苏省", "南京市", "320104", 4],
  ["江苏省", "无锡市", "320211", 4],
  ["江苏省", "常州市", "320404", 3],
  ["浙江省", "杭州市", "330106", 5],
  ["浙江省", "宁波市", "330203", 4],
  ["浙江省", "台州市", "331002", 3],
  ["浙江省", "义乌市", "330782", 2],
  ["安徽省", "合肥市", "340104", 3],
  ["福建省", "厦门市", "350203", 3],
  ["福建省", "泉州市", "350503", 3],
  ["江西省", "南昌市", "360102", 1],
  ["山东省", "济南市", "370102", 6],
  ["山东省", "青岛市", "370202", 6],
  ["山东省", "烟台市", "370602", 3],
  ["山东省", "滕州市", "370481", 2],
  ["河南省", "郑州市", "410105", 4],
  ["河南省", "洛阳市", "410302", 2],
  ["湖北省", "武汉市", "420106", 3],
  ["湖南省", "长沙市", "430104", 2],
  ["广东省", "广州市", "440106", 4],
  ["广东省", "深圳市", "440305", 6],
  ["广东省", "佛山市", "440605", 3],
  ["广东省", "东莞市", "441900", 2],
  ["广西壮族自治区", "南宁市", "450102", 1],
  ["海南省", "海口市", "460105", 1],
  ["重庆市", "重庆市", "500112", 2],
  ["四川省", "成都市", "510107", 4],
  ["陕西省", "西安市", "610113", 3],
  ["甘肃省", "兰州市", "620102", 1],
  ["新疆维吾尔自治区", "乌鲁木齐市", "650103", 1],
];

const ABROAD: readonly (readonly [province: string, city: string, weight: number])[] = [
  ["香港特别行政区", "香港", 4],
  ["德国", "斯图加特", 1.5],
  ["韩国", "仁川", 1.5],
  ["日本", "大阪", 1],
  ["台湾省", "台中", 1],
];

export const ORIGINS: readonly (readonly [Origin, number])[] = [
  ...MAINLAND.map(([province, city, region, weight]) => [{ province, city, region }, weight] as const),
  ...ABROAD.map(([province, city, weight]) => [{ province, city, region: null }, weight] as const),
];

export const HOME: Origin = { province: "黑龙江省", city: "齐齐哈尔市", region: "230203" };

/** Currency in which money from a place arrives, with a rough rate in fen per unit. */
export const CURRENCY_OF: Record<string, string> = {
  香港特别行政区: "HKD",
  德国: "EUR",
  韩国: "USD",
  日本: "USD",
  台湾省: "USD",
};
