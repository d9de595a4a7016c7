/** 设置: the bureau's rules. A change is a new row with its effective day; the old rule stays for the old days. */
import "server-only";
import type { z } from "zod";
import type { setRule as input } from "@/server/contracts/organisation";
import { dayOf } from "@/server/domain/periods";
import { can } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Rules, rulesSchema } from "@/server/domain/rules";
import { database } from "@/server/platform/database";
import { audited, dateOf, isoDay } from "@/server/record/audited";
import { rulesInForce } from "@/server/record/load-rules";
import type { WriteContext } from "@/server/record/record";

export interface RuleVersion {
  key: string;
  from: string;
  setAt: string;
  setBy: string;
  value: unknown;
}

/** The rules in force today and every version that was ever set, the one that begins last first. */
export async function readRules({ now }: { now: Date }): Promise<{ rules: Rules; versions: RuleVersion[] }> {
  const [rules, rows, people] = await Promise.all([
    rulesInForce(database, dayOf(now)),
    database.setting.findMany({ orderBy: [{ effectiveFrom: "desc" }, { id: "desc" }], take: 200 }),
    database.account.findMany({ select: { id: true, displayName: true } }),
  ]);
  const names = new Map(people.map((p) => [p.id, p.displayName]));
  const versions = rows.map((r) => ({
    key: r.key,
    from: isoDay(r.effectiveFrom),
    setAt: r.setAt.toISOString(),
    setBy: r.setById === null ? "系统" : (names.get(r.setById) ?? "—"),
    value: r.value,
  }));
  return { rules, versions };
}

export function setRule(
  context: WriteContext,
  { key, value, from }: z.output<typeof input>,
): Promise<{ key: string }> {
  // Who runs the bureau does not set the rules of login, and who sets those does not run it (三员分立).
  if (!can(context.actor, key === "session" ? "security:edit" : "setting:edit"))
    throw new Refusal("not-permitted");
  const parsed = rulesSchema.shape[key].safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((i) => ({
      field: `value.${i.path.join(".")}`,
      message: i.message,
    }));
    throw new Refusal("bad-input", { problems });
  }
  return audited(context, async (tx) => {
    await tx.setting.create({
      data: { key, value: parsed.data as object, effectiveFrom: dateOf(from), setById: context.actor.id },
    });
    return {
      answer: { key },
      line: { action: "setting:set", subjectKind: "setting", subjectId: key, after: { from } },
    };
  });
}
