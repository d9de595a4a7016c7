/**
 * What makes an enterprise or a project itself: the unified social credit code (统一社会信用代码, GB 32100-2015),
 * the project code (项目代码, GB/T 40058-2021) and names brought to one form for comparison.
 */
import { toHalfWidth } from "./amounts";

const USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORG_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Credit code as typed → upper case, half-width, without spaces and dashes. */
export const normaliseUscc = (raw: string): string => toHalfWidth(raw).replace(/[\s-]/g, "").toUpperCase();

export type UsccVerdict = "valid" | "wrong-shape" | "wrong-check-character";

/** Check character of the first 17 characters: (31 − Σ wᵢ·cᵢ mod 31) mod 31. */
export function usccCheckCharacter(first17: string): string {
  const sum = USCC_WEIGHTS.reduce((total, w, i) => total + w * USCC_ALPHABET.indexOf(first17[i] ?? ""), 0);
  return USCC_ALPHABET[(31 - (sum % 31)) % 31] ?? "";
}

/** Check character of an organisation code's first 8 characters (GB 11714): 10 → X, 11 → 0. */
export function organisationCheckCharacter(first8: string): string {
  const sum = ORG_WEIGHTS.reduce((total, w, i) => total + w * ORG_ALPHABET.indexOf(first8[i] ?? ""), 0);
  const c = 11 - (sum % 11);
  return c === 10 ? "X" : c === 11 ? "0" : String(c);
}

/**
 * Judges a normalised credit code. A wrong check character is a warning that a person may override with a
 * reason (deployed registries hold a few such codes), a wrong shape is not.
 */
export function judgeUscc(code: string): UsccVerdict {
  if (code.length !== 18 || [...code].some((c) => !USCC_ALPHABET.includes(c))) return "wrong-shape";
  return usccCheckCharacter(code.slice(0, 17)) === code[17] ? "valid" : "wrong-check-character";
}

export const PROJECT_CODE_SHAPE = "项目代码格式应为 2206-230203-04-01-123456";
export type ProjectCodeVerdict = "current" | "older" | "unusual" | "wrong-shape";

/** Project code: YYMM-RRRRRR-DD-TT-NNNNNN since 2020-11, YYYY-… between 2015 and 2020; anything else is unusual. */
export function judgeProjectCode(code: string): ProjectCodeVerdict {
  const match = /^(\d{2})(\d{2})-\d{6}-\d{2}-\d{2}-\d{6}$/.exec(code);
  if (!match) return "wrong-shape";
  const month = Number(match[2]);
  if (month >= 1 && month <= 12 && Number(match[1]) >= 17) return "current";
  const year = Number(`${match[1]}${match[2]}`);
  return year >= 2015 && year <= 2020 ? "older" : "unusual";
}

const LEGAL_FORMS = /(股份有限公司|有限责任公司|集团有限公司|有限公司|集团股份|股份公司|集团公司|公司)$/;
const PUNCTUATION = /[\s·•,，.。、;；:：'"“”‘’()（）[\]【】<>《》/\\|_\-—–]/g;

/** Name brought to one form: half-width, no punctuation or spaces, lower case. */
export const normaliseName = (raw: string): string => toHalfWidth(raw).replace(PUNCTUATION, "").toLowerCase();

/** Enterprise name for comparison: normalised and without its legal form (有限公司 = 有限责任公司). */
export const enterpriseKey = (raw: string): string => normaliseName(raw).replace(LEGAL_FORMS, "");

/** Project name for comparison: normalised and without the closing 项目. */
export const projectKey = (raw: string): string => normaliseName(raw).replace(/项目$/, "");

export const SHORT_PHONE = "位数不足，像是没有写全，请核对";

/** A phone number has at least the seven digits of a local one; "1234" is a slip, "0452-2790001 转 8" is none. */
export const isPhoneLike = (text: string): boolean => (toHalfWidth(text).match(/\d/g)?.length ?? 0) >= 7;
