/** Inputs of everything one can do with accounts. */
import { z } from "zod";
import { ROLES, type Role } from "@/server/domain/permissions";
import { needsUnit } from "@/server/domain/roles-of-units";
import { homeProvince } from "@/server/domain/rules";
import { id, text } from "./kit";
import { requestIdSchema } from "./project";

/** Said in the form beforehand, and again at the field when it does not hold. */
export const USERNAME_RULE = "以字母开头，3至40位小写字母、数字、点、下划线或短横线";
export const PASSWORD_RULE = "至少10位，含大写字母、小写字母、数字、符号中的三种，不含账号";

export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,39}$/, `账号须${USERNAME_RULE}`);
const displayName = text(40).min(2, "请填写姓名");
const password = z.string().min(1, "请填写密码").max(128);

/** The bureau is named at once: every page and print carries its district, and the province decides what is 省外. */
export const createFirstAdministrator = z.object({
  username,
  displayName,
  password,
  districtName: text(40).min(2, "请填写区名"),
  homeProvince: z.string().trim().pipe(homeProvince),
  homeCity: text(40).default(""),
});
export const changePassword = z.object({ present: password, next: password });

export const UNIT_MISSING = "这个角色按单位办理和查看项目，请选择单位";
/** An account out of service may stay as it was. */
export const lacksUnit = (account: { role: Role; unitId: number | null; active?: boolean }): boolean =>
  account.active !== false && account.unitId === null && needsUnit(account.role);
const hasUnit = (account: Parameters<typeof lacksUnit>[0]): boolean => !lacksUnit(account);
const atUnit = { message: UNIT_MISSING, path: ["unitId"] };

const person = {
  displayName,
  post: text(60).default(""),
  role: z.enum(ROLES),
  unitId: id.nullable(),
};
export const createAccount = z
  .object({ requestId: requestIdSchema, username, ...person, password })
  .refine(hasUnit, atUnit);
export const editAccount = z
  .object({ accountId: id, ...person, active: z.boolean() })
  .refine(hasUnit, atUnit);
export const resetPassword = z.object({ accountId: id, password });
export const unlockAccount = z.object({ accountId: id });
