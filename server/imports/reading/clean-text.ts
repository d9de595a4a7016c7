/** Names, companies and codes: unwrapped, and taken apart where one cell holds two things. */
import { toHalfWidth } from "@/server/domain/amounts";
import { judgeUscc, normaliseUscc } from "@/server/domain/identity";
import { type Place, readPlace } from "@/server/domain/read-place";
import { type CellReading, doubted, isPlaceholder, quoted, taken } from "./cell-reading";
import type { SheetCell } from "./workbook";

const CJK = "[\\u3400-\\u9fff\\uff00-\\uffef\\u3000-\\u303f]";
const BROKEN_LINE = new RegExp(`(?<=${CJK})[ \\t]*\\n+[ \\t]*(?=${CJK}|[0-9A-Za-z])`, "g");
const BETWEEN_CJK = new RegExp(`(?<=${CJK})[ \\u3000\\t]+(?=${CJK})`, "g");

/** One line of text: line breaks and layout blanks between Chinese characters go, other blanks become one. */
export function oneLine(raw: string): string {
  if (!/\s/.test(raw)) return raw;
  const joined = raw.replace(BROKEN_LINE, "").replace(/\s*\n\s*/g, " ");
  return joined
    .replace(BETWEEN_CJK, "")
    .replace(/[ \u3000\t]+/g, " ")
    .trim();
}

const CONTENT_START =
  /^(?:[（(【[]?(?:主要)?(?:建设|项目|投资)(?:内容|规模|概况|简介)|该项目|本项目|项目(?:总投资|占地|位于|拟|计划|主要|由|建成|规划|总)|主要(?:建设|从事|生产|内容)|计划|拟|新建|建设|总投资|总占地|占地|规划|利用|依托|购置|租赁|改造|投资|生产|年产|位于|由|在|内容|分)/;
const CONTENT_LABEL = /^[（(【[]?(?:主要)?(?:建设|项目|投资)(?:内容|规模|概况|简介)|^总投资|^(?:该|本)项目/;
/** What a project's name ends with, besides 项目. */
const NAME_END = /(?:项目|工程)(?:[（(][^（()）]{1,16}[）)])?$/;

export interface NameAndContent {
  name: string;
  content: string | null;
}

function cut(text: string, at: number, skip = 0): NameAndContent {
  const content = oneLine(text.slice(at + skip))
    .replace(/^[:：,，;；。\-—–（(\s]+/, "")
    .replace(/^([^（(]*)[)）]$/, "$1");
  return { name: oneLine(text.slice(0, at)), content: content || null };
}

/**
 * "××项目：新建厂房…", "××项目（建设内容：…）", "××项目\n主要建设…" → name and content. `combined` is true when the
 * header announces both in one column; then a break after 项目 is enough.
 */
export function splitName(raw: string, combined: boolean): NameAndContent {
  const lines = raw
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  for (let i = 1; i < lines.length; i++) {
    const before = oneLine(lines.slice(0, i).join("\n"));
    const after = lines.slice(i).join("");
    // A name may be broken anywhere to fit its column; only after 项目, or before a label, a new line is something new.
    if (
      !CONTENT_LABEL.test(after) &&
      !(NAME_END.test(before) && (CONTENT_START.test(after) || after.length > 8))
    )
      continue;
    return { name: before.replace(/[:：,，;；。]$/, ""), content: oneLine(lines.slice(i).join("\n")) };
  }
  const text = oneLine(raw);
  const marked =
    /^(.{3,80}?(?:项目|工程|基地|中心|园|厂|期|线)(?:[（(][^（()）:：]{1,16}[）)])?)\s*(?:[:：]|——|—|-{2,})\s*(?=.{2,})/.exec(
      text,
    );
  if (marked) return cut(text, marked[1]?.length ?? 0);
  const sentence = /^(.{3,80}?(?:项目|工程)(?:[（(][^（()）:：]{1,16}[）)])?)[,，;；。\s]\s*(?=.{4,})/.exec(
    text,
  );
  if (sentence && (combined || CONTENT_START.test(text.slice(sentence[0].length))))
    return cut(text, sentence[1]?.length ?? 0);
  const bracket =
    /^(.{3,80}?)[（(](?=(?:主要)?(?:建设|项目|投资)?(?:内容|规模|概况)[:：]?|新建|建设|总投资|占地|年产|计划|拟)/.exec(
      text,
    );
  if (bracket && (combined || NAME_END.test(bracket[1] ?? ""))) return cut(text, bracket[1]?.length ?? 0);
  if (!combined) return { name: text, content: null };
  const direct = /^(.{3,80}?项目)(?=.{4,})(?![（(])/.exec(text);
  if (direct && CONTENT_START.test(text.slice(direct[0].length))) return cut(text, direct[0].length);
  const colon = /[:：]/.exec(text);
  return colon && colon.index >= 3 ? cut(text, colon.index, 1) : { name: text, content: null };
}

/** A credit code inside other text, also spaced, lower-case or full-width. Its separators are part of the match. */
const CODE_WITHIN = /(?<![0-9A-Za-z])[0-9A-Za-z](?:[ -]?[0-9A-Za-z]){17}(?![0-9A-Za-z])/;
const CODE_LABEL = /(?:统一)?(?:社会)?(?:信用)?代码(?:号|证)?\s*[:：为]?\s*/g;

export interface CompanyAndCode {
  company: string | null;
  code: string | null;
}

/** "杭州××有限公司（9133…）", "杭州××有限公司 统一社会信用代码：9133…" → company and code. */
export function splitCompany(raw: string): CompanyAndCode {
  const half = toHalfWidth(raw);
  const match = CODE_WITHIN.exec(half);
  const isCode = match !== null && /\d.*\d.*\d.*\d.*\d.*\d/.test(match[0]);
  const rest =
    isCode && match ? `${raw.slice(0, match.index)} ${raw.slice(match.index + match[0].length)}` : raw;
  const company = oneLine(isCode ? rest.replace(CODE_LABEL, " ") : rest)
    .replace(/[（(【[]\s*[)）】\]]/g, "")
    .replace(/^[\s/／、,，;；|:：\-—]+|[\s/／、,，;；|:：\-—]+$/g, "")
    .replace(/[（(【[]$/, "")
    .trim();
  return {
    company: isPlaceholder(company) ? null : company,
    code: isCode && match ? normaliseUscc(match[0]) : null,
  };
}

/** "杭州××有限公司（浙江杭州）": a place in brackets after the legal form is where the company is from, not its name. */
export function splitCompanyPlace(company: string): { company: string; place: Place | null } {
  const match = /^(.*(?:公司|集团|合作社|厂|院|中心))[（(]([^（()）]{2,12})[）)]$/.exec(company);
  const place = match?.[2] ? readPlace(match[2]) : null;
  return match?.[1] && place ? { company: match[1], place } : { company, place: null };
}

const CONFUSED_LETTERS: Record<string, string> = { I: "1", O: "0", S: "5", V: "U", Z: "2" };

export function judgeCode(code: string, raw: string): CellReading<string> {
  const note = code === raw ? null : `整理为 ${code}`;
  const verdict = judgeUscc(code);
  if (verdict === "valid") return taken(code, note);
  if (verdict === "wrong-check-character") {
    return doubted(
      code,
      note ?? "原样保留",
      "uscc-check",
      `信用代码 ${code} 校验位不符，请核对营业执照；已按原样保留。`,
    );
  }
  const confused = [...code].filter((char) => CONFUSED_LETTERS[char] !== undefined);
  const hint =
    code.length !== 18
      ? `应为 18 位，现为 ${code.length} 位`
      : confused.length > 0
        ? `代码中不会出现字母 ${[...new Set(confused)].join("、")}`
        : "含有不允许的字符";
  return doubted<string>(null, "未采用", "uscc-shape", `信用代码${quoted(raw)}${hint}，未采用，请核对。`);
}

export function cleanUscc(cell: SheetCell): CellReading<string> {
  if (cell.kind === "number" && cell.text.length > 15) {
    return doubted<string>(
      null,
      "未采用",
      "uscc-shape",
      `信用代码存成了数字，末尾几位已丢失（${cell.shown}），请以文本重填。`,
    );
  }
  const raw = cell.text.replace(/^'/, "");
  if (isPlaceholder(raw)) return taken<string>(null);
  const within = splitCompany(raw).code;
  const code = within ?? normaliseUscc(raw.replace(CODE_LABEL, ""));
  if (/^[\u4e00-\u9fff]/.test(code)) return taken<string>(null, `${quoted(raw)}不是代码，视为空`);
  return judgeCode(code, raw);
}

/** Free text: placeholders become empty, everything else stays as one line. */
export function cleanPlain(cell: SheetCell): CellReading<string> {
  if (cell.kind === "error") return taken<string>(null, `错误值 ${cell.text} 视为空`);
  const text = oneLine(cell.text);
  return isPlaceholder(text) ? taken<string>(null) : taken(text, text === cell.text ? null : "去除多余空白");
}
