/** The enterprise behind a name and a credit code; made when the bureau does not know it yet. */
import "server-only";
import { enterpriseKey, judgeUscc, normaliseUscc } from "@/server/domain/identity";
import { originOf } from "@/server/domain/places";
import { refuseAt } from "@/server/domain/refusals";
import { type Database, insertRows, reserveIds, sql } from "@/server/platform/database";
import { enterpriseLikeness } from "@/server/platform/likeness-tools";
import { searchTextOf } from "@/server/platform/search-text";
import { registerOf } from "./register";
import { renewKeys } from "./write-enterprise";

export interface EnterpriseIdentity {
  name: string;
  /** As typed; may be empty. */
  uscc: string;
  /** Why a code with a wrong check character is kept. */
  usccReason: string;
  province: string;
  city: string;
  kind: string;
}

/** Judges a code as typed: null for none; refuses a wrong shape, and a wrong check character without a reason. */
export function acceptUscc(raw: string, reason: string, field = "investorUscc"): string | null {
  const code = normaliseUscc(raw);
  if (!code) return null;
  const verdict = judgeUscc(code);
  if (verdict === "wrong-shape")
    throw refuseAt("bad-code", field, "统一社会信用代码应为18位数字或大写字母（不含I、O、S、V、Z）");
  if (verdict === "wrong-check-character" && !reason.trim()) {
    throw refuseAt("bad-code", field, "统一社会信用代码校验位不符；确认无误请填写原因");
  }
  return code;
}

/**
 * Enterprises that receive a code: what finds them and what they are compared by is made anew with it. Their version goes on,
 * so that a form that was opened before does not take the code away again.
 */
export async function giveCodes(db: Database, given: readonly { id: number; uscc: string }[]): Promise<void> {
  if (given.length === 0) return;
  await db.$executeRawUnsafe(
    `UPDATE enterprise e SET uscc = x.uscc, version = version + 1 FROM json_to_recordset($1::json) AS x(id integer, uscc text) WHERE e.id = x.id`,
    JSON.stringify(given),
  );
  await renewKeys(
    db,
    given.map((g) => g.id),
  );
}

const CREATE_LOCK = 20_261_127;

/** Two people who register the same enterprise in the same second: the later one waits, and finds what the first has made. */
export const holdRegister = (db: Database): Promise<unknown> =>
  db.$executeRaw(sql`SELECT pg_advisory_xact_lock(${CREATE_LOCK})`);

/** Id of the enterprise of this code or name, if the bureau knows it; without a code, it receives the one given. */
async function findKnown(db: Database, name: string, uscc: string | null): Promise<number | null> {
  const key = enterpriseKey(name);
  const register = await registerOf(db, [key], uscc === null ? [] : [uscc]);
  const found = register.find(uscc, key);
  await giveCodes(db, register.given);
  return found?.id ?? null;
}

/** Id of the enterprise: by code first, then by name; made when neither is known. */
export async function findOrCreateEnterprise(db: Database, identity: EnterpriseIdentity): Promise<number> {
  const uscc = acceptUscc(identity.uscc, identity.usccReason);
  const known = await findKnown(db, identity.name, uscc);
  if (known !== null) return known;
  await holdRegister(db);
  const meanwhile = await findKnown(db, identity.name, uscc);
  if (meanwhile !== null) return meanwhile;
  const [id] = await reserveIds(db, "enterprise", 1);
  if (id === undefined) throw new Error("no id for the enterprise");
  await insertEnterprises(db, [{ id, ...identity, uscc }]);
  return id;
}

export interface NewEnterprise extends Omit<EnterpriseIdentity, "uscc"> {
  id: number;
  uscc: string | null;
  /** What a directory knows beside it. */
  groupName?: string;
  profile?: string;
  formerNames?: readonly string[];
  shortNames?: readonly string[];
  operationId?: number | null;
}

const ENTERPRISE_COLUMNS = {
  ...{ id: "integer", name: "text", name_key: "text", uscc: "text", uscc_reason: "text" },
  ...{ province: "text", city: "text", origin: "text", kind: "text", group_name: "text", profile: "text" },
  ...{ operation_id: "integer", search_text: "text", search_tokens: "text[]" },
  ...{ likeness_keys: "text[]", likeness_version: "integer" },
};

/** Inserts enterprises whose ids are reserved. */
export async function insertEnterprises(db: Database, rows: readonly NewEnterprise[]): Promise<void> {
  await insertRows(
    db,
    "enterprise",
    ENTERPRISE_COLUMNS,
    rows.map((r) => {
      const search = searchTextOf([r.name, ...(r.formerNames ?? []), ...(r.shortNames ?? []), r.uscc]);
      const likeness = enterpriseLikeness(r);
      return {
        id: r.id,
        name: r.name,
        name_key: enterpriseKey(r.name),
        uscc: r.uscc,
        uscc_reason: r.usccReason || null,
        province: r.province,
        city: r.city,
        origin: r.province ? originOf(r.province) : "mainland",
        kind: r.kind,
        group_name: r.groupName ?? "",
        profile: r.profile ?? "",
        operation_id: r.operationId ?? null,
        search_text: search.searchText,
        search_tokens: search.searchTokens,
        likeness_keys: likeness.likenessKeys,
        likeness_version: likeness.likenessVersion,
      };
    }),
  );
}
