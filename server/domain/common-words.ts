/**
 * Words that half of all projects are called by, and so say little about which one is meant.
 */
import { normaliseName } from "./identity";
import { pairsOf, type Weighed } from "./near-text";

const COMMON = `产业园 产业园区 产业基地 生产基地 制造基地 示范基地 加工基地 基地 园区 工业园 科技园 创业园 孵化园 智能制造 智能化 智能 数字化 数字
智慧 绿色 低碳 新能源 新材料 高端 高端装备 装备制造 高精度 高性能 新型 现代 先进 综合 一体化 生产线 产线 流水线 自动化 制造 生产 加工 研发 研发中心 技术
技术研发 中心 总部 项目 建设 建设项目 工程 扩建 改造 升级 年产 产业化 产业链 产业 配套 设备 系统 平台 服务 运营 物流 仓储 电商 供应链 冷链
农业 食品 医药 生物 科技 机械 精密 材料 能源 环保 汽车 零部件 部件 电子 信息 文旅 康养 投资 开发 利用 综合利用 循环 储能 光伏 风电 氢能 深加工 整机
装配 车间 厂房 标准化 集群 示范 创新 孵化 万吨 平方米 购置 台套 占地 新建 办公 仓库 检测 实验室 以及 为主 用于 形成 达产 产能 年产能 项目建设 总建筑面积`;

const COMMON_WORDS = [...new Set(COMMON.split(/\s+/))].filter((word) => word.length > 1);
const COMMON_WEIGHT = 0.12;
const HALF_COMMON_WEIGHT = 0.5;

/** Counts of a corpus may say better than the table how much a pair of characters tells. */
export type Rarity = (pair: string) => number;

/** Which characters belong to a common word; such words may overlap. */
function commonCharacters(text: string): boolean[] {
  const common = [...text].map(() => false);
  for (const word of COMMON_WORDS) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      common.fill(true, at, at + word.length);
  }
  return common;
}

/**
 * The pairs of a text, each with its weight: little within and between common words, half on the edge of one. Numbers count
 * for nothing, since they are rounded as people like. Counts of a corpus, where given, take the place of the table.
 */
export function weighWords(text: string, rarity?: Rarity): Weighed {
  const pieces = new Map<string, number>();
  for (const chunk of normaliseName(text).split(/\d+(?:\.\d+)?/)) {
    const common = commonCharacters(chunk);
    for (const [i, pair] of pairsOf(chunk).entries()) {
      const covered = Number(common[i] ?? false) + Number(common[i + 1] ?? false);
      const table = covered === 2 ? COMMON_WEIGHT : covered === 1 ? HALF_COMMON_WEIGHT : 1;
      pieces.set(pair, chunk.length < 2 ? COMMON_WEIGHT : (rarity?.(pair) ?? table));
    }
  }
  return pieces;
}

/** From a rare word on the weight of shared pairs tells something. */
export const isRare = (weight: number): boolean => weight >= 0.5;
