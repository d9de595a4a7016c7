/** Lists of enterprises (企业名录) for tests: sheets, codes that nobody has, and what stands on record of a name. */
import { usccCheckCharacter } from "@/server/domain/identity";
import { database } from "@/server/platform/database";
import { detailsOf, type Who } from "./import-batches";

export const DIRECTORY_HEADER = [
  ...["企业名称", "统一社会信用代码", "所在省市", "企业类型", "曾用名", "简称"],
  ...["所属集团", "荣誉资质", "企业简介", "所属行业", "联系人", "联系电话"],
];
export type Row = (string | null)[];
export interface Said {
  code?: string;
  place?: string;
  kind?: string;
  former?: string;
  short?: string;
  group?: string;
  honours?: string;
  profile?: string;
}
export const row = (name: string, said: Said = {}): Row => [
  ...[name, said.code, said.place, said.kind, said.former, said.short, said.group].map((x) => x ?? null),
  ...[said.honours, said.profile].map((x) => x ?? null),
];
export const sheetOf = (...rows: Row[]) => ({ 企业名录: [DIRECTORY_HEADER, ...rows] });

let made = 0;
/** A right code of this district that nobody has. */
export function freshCode(): string {
  made += 1;
  const first = `91230203MA${String(1_000_000 + made)}`.slice(0, 17);
  return first + usccCheckCharacter(first);
}

export const named = (name: string) =>
  database.enterprise.findMany({
    where: { name, withdrawnAt: null },
    include: { names: true, honours: true },
  });
export async function oneNamed(name: string) {
  const [found, ...more] = await named(name);
  if (!found || more.length > 0) throw new Error(`${name}: ${more.length}`);
  return found;
}
export const saidOf = async (who: Who, id: number, at: number) =>
  (await detailsOf(who, id)).rows
    .find((r) => r.row === at)
    ?.problems.map(({ cell, message }) => [cell, message]);
export const changesOf = async (who: Who, id: number, at: number) =>
  (await detailsOf(who, id)).rows
    .find((r) => r.row === at)
    ?.changes.map(({ label, before, after, cell }) => [label, before, after, cell]);
