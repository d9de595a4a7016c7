/**
 * 粘贴识别: what a chat or a meeting note says of a project, each thing with the place in the text where it stands. Rules
 * only, no network; what is not said clearly is not proposed. Pure.
 */
import type { Day } from "./periods";
import { findNextDay } from "./read-note-days";
import { findChain, findContact, findInvestor, findOrigin } from "./read-note-names";
import { findAmount, findArea } from "./read-note-numbers";

export const NOTE_FIELDS = {
  investorName: "投资方",
  amountFen: "意向投资额",
  chainId: "所属产业链",
  landAreaCentiMu: "用地面积",
  nextOn: "下一步期限",
  contactName: "联系人",
  contactPhone: "联系电话",
  originProvince: "投资方所在省",
} as const;
export type NoteField = keyof typeof NOTE_FIELDS;

export interface Found {
  field: NoteField;
  /** Null: told, but nothing that can be filled in. */
  value: string | number | null;
  shown: string;
  /** Where it stands in the text: [from, to). */
  from: number;
  to: number;
}

export interface NoteChain {
  id: number;
  name: string;
  words: readonly string[];
}

export interface NoteScene {
  /** The day on which the note was written: 下周三 is told from it. */
  day: Day;
  chains: readonly NoteChain[];
  homeProvince: string;
}

/** Proposals in the order of the text, one a field. */
export function readNote(raw: string, scene: NoteScene): Found[] {
  // Full-width digits read as digits; the length stays, so that every place still fits the text.
  const text = raw.replace(/[０-９．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  return [
    findInvestor(text),
    findAmount(text),
    findChain(text, scene.chains),
    findArea(text),
    findNextDay(text, scene.day),
    ...findContact(text),
    findOrigin(text, scene.homeProvince),
  ]
    .filter((found): found is Found => found !== null)
    .sort((a, b) => a.from - b.from);
}
