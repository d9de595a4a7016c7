/** How one project's values are written into cells: the same value in many customary forms. */
import type { Random } from "../demo/random";
import type { TrueProject } from "./ledger-projects";
import type { LedgerStyle } from "./ledger-style";
import type { GridCell } from "./write-grid";
import { serialOf } from "./write-grid";

const fullWidth = (text: string): string =>
  text.replace(/[0-9]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ",");

/** Exact: amounts are whole 万元, so 亿元 have at most four decimals. */
const inUnit = (wan: number, unit: LedgerStyle["unit"]): number =>
  unit === "万元" ? wan : unit === "元" ? wan * 10_000 : Number((wan / 10_000).toFixed(4));

function messyAmount(wan: number, style: LedgerStyle, random: Random): GridCell {
  const value = inUnit(wan, style.unit);
  const yi = Number((wan / 10_000).toFixed(4));
  const whole = style.unit === "亿元" ? value : grouped(value);
  return random.pick<GridCell>([
    value,
    value,
    String(whole),
    fullWidth(String(value)),
    `${yi}亿元`,
    `${yi}亿`,
    `${wan}万元`,
    ` ${wan}万 `,
    style.format === "xlsx" ? { number: yi, format: '0.0000"亿元"' } : value,
    wan > 10_000 && wan % 10_000 !== 0 ? `${Math.floor(wan / 10_000)}亿${wan % 10_000}万元` : value,
  ]);
}

export function writeAmount(wan: number | null, style: LedgerStyle, random: Random): GridCell {
  if (wan === null) return null;
  const value = inUnit(wan, style.unit);
  if (style.amounts === "plain") return value;
  if (style.amounts === "messy") return messyAmount(wan, style, random);
  if (!random.chance(0.5)) return value;
  if (style.unit === "亿元") return { formula: `ROUND(${wan}/10000,4)` };
  const part = Math.floor(value / 3);
  return {
    formula: random.pick([`${part}+${value - part}`, `SUM(${part},${value - part})`, `(${value}*2)/2`]),
  };
}

export function writeFlow(wan: number, style: LedgerStyle, random: Random): GridCell {
  return wan === 0 ? random.pick<GridCell>([null, 0, "—", "/"]) : writeAmount(wan, style, random);
}

function chineseDay(day: string): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

export function writeDay(day: string | null, style: LedgerStyle, random: Random): GridCell {
  if (day === null) return random.pick<GridCell>([null, "—", "/", "待定", "未开工", ""]);
  const cellFormats = ['yyyy"年"m"月"d"日"', "yyyy/m/d", "yyyy-mm-dd"];
  switch (style.dates) {
    case "cells":
      return { day, format: random.pick(cellFormats) };
    case "chinese":
      return chineseDay(day);
    case "serial":
      return serialOf(day);
    case "yearless":
      return day.startsWith("2026") ? chineseDay(day).replace("2026年", "") : chineseDay(day);
    case "mixed":
      return random.pick<GridCell>([
        day,
        day.replace(/-0?/g, "/"),
        day.replace(/-0?/g, "."),
        day.replace(/-0?/g, "-"),
        chineseDay(day),
        fullWidth(day.replace(/-0?/g, ".")).replaceAll(".", "．"),
        day.replaceAll("-", ""),
        { day, format: random.pick(cellFormats) },
      ]);
  }
}

export function writeName(project: TrueProject, style: LedgerStyle, random: Random): string {
  const works = `新建厂房${random.int(2, 9)}000平方米，购置设备${random.int(20, 90)}台套`;
  switch (style.name) {
    case "alone":
      return random.chance(0.1) ? `${project.name.slice(0, 6)}\n${project.name.slice(6)}` : project.name;
    case "colon":
      return `${project.name}${random.pick(["：", ":"])}${works}。`;
    case "newline":
      return `${project.name}\n${random.pick(["", "建设内容：", "主要建设内容："])}${works}`;
    case "bracket":
      return `${project.name}（${random.pick(["建设内容：", "主要建设内容：", ""])}${works}）`;
    case "sentence":
      return `${project.name}${random.pick(["，", "。", " "])}${random.pick(["主要建设内容：", "拟", "计划", ""])}${works}。`;
  }
}

/** A code as people type it: grouped, lower-case, full-width. */
export function writeCode(code: string | null, random: Random): string | null {
  if (code === null) return random.pick([null, "—", "/", "无"]);
  return random.weighted([
    [code, 6],
    [code.toLowerCase(), 1],
    [code.replace(/(.{4})/g, "$1 ").trim(), 1],
    [` ${code} `, 1],
    [code.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)), 1],
  ]);
}

export function writeCompany(project: TrueProject, style: LedgerStyle, random: Random): string | null {
  const { company, uscc } = project;
  if (company === null || uscc === null) return company;
  const code = writeCode(uscc, random)?.trim() ?? uscc;
  switch (style.company) {
    case "alone":
      return company;
    case "bracket-code":
      return `${company}${random.pick(["（", "("])}${code}${random.pick(["）", ")"])}`;
    case "newline-code":
      return `${company}\n${code}`;
    case "label-code":
      return `${company} ${random.pick(["统一社会信用代码：", "信用代码:", "代码："])}${code}`;
  }
}

const shortProvince = (province: string): string =>
  province.replace(/(特别行政区|壮族自治区|自治区|省|市)$/, "");
const shortCity = (city: string): string => city.replace(/[市区]$/, "");

export function writePlace(
  project: TrueProject,
  style: LedgerStyle,
): { province: string | null; city: string | null } {
  const { province, city } = project;
  if (province === null || city === null) return { province, city };
  switch (style.place) {
    case "two":
    case "absent":
      return { province, city };
    case "short-two":
      return { province: shortProvince(province), city: shortCity(city) };
    case "joined":
      return { province: `${province}${city}`, city: null };
    case "joined-short":
      return { province: `${shortProvince(province)}${shortCity(city)}`, city: null };
    case "slash":
      return { province: `${province}/${city}`, city: null };
  }
}

const SPOKEN_STAGE: Record<string, string[]> = {
  线索: ["线索", "线索项目", "意向跟踪"],
  在谈: ["在谈", "洽谈中", "正在洽谈", "在谈项目"],
  框架协议: ["框架协议", "已签框架协议", "框架"],
  正式签约: ["正式签约", "已签约", "签约未开工", "签约"],
  开工: ["开工", "已开工", "开工建设"],
  投产: ["投产", "已投产", "建成投产"],
};

export function writeStage(stage: string | null, style: LedgerStyle, random: Random): string | null {
  if (stage === null || style.stage === "column") return stage;
  return random.pick(SPOKEN_STAGE[stage] ?? [stage]);
}

export function writeAgreement(agreement: TrueProject["agreement"], random: Random): string | null {
  if (agreement === null) return random.pick([null, "—", "未签约", "/"]);
  return agreement === "框架"
    ? random.pick(["框架协议", "框架", "战略合作框架协议"])
    : random.pick(["正式合同", "正式", "投资合同", "合同"]);
}
