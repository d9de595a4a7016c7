/** 荣誉 as lists write them: several in a cell, each by whatever word, with a day, a year or a batch beside it. Pure. */
import { toHalfWidth } from "@/server/domain/amounts";
import type { DirectoryHonour } from "@/server/domain/enterprise-directory";
import { readDay } from "@/server/domain/periods";
import { isPlaceholder } from "../reading/cell-reading";

/** The titles that the system knows, by the words of the field; anything else keeps its own. */
const TITLES: [RegExp, string][] = [
  [/小巨人/, "国家级小巨人"],
  [/单项冠军/, "单项冠军"],
  [/创新型中小/, "创新型中小企业"],
  [/^(省级?)?专精特新(中小)?(企业)?$/, "省级专精特新"],
  [/^(国家级?)?(高新技术企业|高新企业|高企|高新)$/, "高新技术企业"],
  [/^(规模以上|规上|四上)(工业|服务业|商贸|批零)?(企业)?$/, "规上企业"],
];

/** Also "小巨人/高新", but not the strokes of 2023/5/1. */
const BETWEEN = /[、，,；;|\n]|\/(?!\d)|(?<!\d)\//;
const DAY = /(?:19|20)\d{2}(?:[-/.年])\d{1,2}(?:[-/.月])\d{1,2}日?/;
const SPAN =
  /(?:(?:19|20)\d{2}年?度?(?:\d{1,2}月)?)?(?:第?[一二三四五六七八九十\d]{1,3}批次?)|(?:19|20)\d{2}(?:年度?)?(?:\d{1,2}月)?/;

/** A comma within brackets separates a day from a batch, not two honours. */
function pieces(text: string): string[] {
  const kept = text.replace(/[（(][^（()）]*[)）]/g, (inner) => inner.replace(/[、，,；;|\n]/g, " "));
  return kept.split(BETWEEN).map((piece) => piece.trim());
}

function honourOf(piece: string): DirectoryHonour | null {
  const text = toHalfWidth(piece);
  const day = DAY.exec(text)?.[0] ?? "";
  const rest = text.replace(day, " ");
  const span = SPAN.exec(rest)?.[0] ?? "";
  const title = rest
    .replace(span, " ")
    .replace(/[\s()"“”《》<>:：]|获评|认定为?|获得?(?=.)|称号|入选/g, "")
    .replace(/^(年度?|的|为)|的$/g, "");
  if (title === "") return null;
  const known = TITLES.find(([words]) => words.test(title))?.[1];
  const awardedOn = day === "" ? null : (readDay(day, true)?.day ?? null);
  const batch = /^(19|20)\d{2}$/.test(span) ? `${span}年` : span.replace(/\s/g, "");
  return { title: known ?? title, awardedOn, batch: awardedOn === null && day !== "" ? day : batch };
}

export function honoursOf(text: string): DirectoryHonour[] {
  if (isPlaceholder(text)) return [];
  return pieces(text).flatMap((piece) => (isPlaceholder(piece) ? [] : (honourOf(piece) ?? [])));
}
