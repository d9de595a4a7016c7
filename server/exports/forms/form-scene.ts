/** What a form is made from, and the projects that it lists. */
import "server-only";
import type { FormChoice } from "@/server/contracts/ready-form";
import { dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { readyForm } from "@/server/domain/ready-forms";
import type { Rules } from "@/server/domain/rules";
import { database, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { watermarkOf } from "../watermark";

export interface FormScene {
  actor: Actor;
  now: Date;
  choice: FormChoice;
  rules: Rules;
  watermark: string;
  /** Called with the number of rows written so far, and of all. */
  onRows: (count: number, total: number) => Promise<void>;
}

export async function formScene(
  actor: Actor,
  now: Date,
  choice: FormChoice,
  onRows: FormScene["onRows"] = async () => undefined,
): Promise<FormScene> {
  const rules = await rulesInForce(database, dayOf(now));
  return { actor, now, choice, rules, watermark: watermarkOf(actor, now), onRows };
}

/** 填报单位 and the unit of money, as they stand under every title. */
export const reporter = ({ rules }: FormScene): string =>
  `填报单位：${rules.district.name}${rules.district.bureau}`;

/** 系统未收录、留空的栏目: the columns nobody can fill in from here, named at the foot. */
export function blankNote({ choice }: FormScene): string[] {
  const { blank } = readyForm(choice.form);
  return blank.length === 0 ? [] : [`系统未收录、留空待填的栏目：${blank.join("；")}。`];
}

export const countOf = async (from: Sql): Promise<number> =>
  (await rowOf<{ n: number }>(database, sql`SELECT count(*)::int AS n ${from}`)).n;

const BATCH = 1000;

/**
 * Rows of a question in the order of its ids, in batches: all ids are read first, so that the order may be any, and the
 * wide rows only when they are written.
 */
export async function* inBatches<Row>(
  scene: FormScene,
  ids: Sql,
  read: (ids: number[]) => Sql,
): AsyncGenerator<Row> {
  const all = (await rowsOf<{ id: number }>(database, ids)).map((r) => r.id);
  for (let from = 0; from < all.length; from += BATCH) {
    const some = all.slice(from, from + BATCH);
    yield* await rowsOf<Row>(database, read(some));
    await scene.onRows(from + some.length, all.length);
  }
}
