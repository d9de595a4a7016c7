/** Inputs of everything one can do with accounts. */
import { z } from "zod";
import { ROLES } from "@/server/domain/permissions";
import { homeProvince } from "@/server/domain/rules";
import { id, text } from "./kit";
import { requestIdSchema } from "./project";

export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,39}$/, "账号须以字母开头，3至40位字母、数字");
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

export const createAccount = z.object({
  requestId: requestIdSchema,
  username,
  displayName,
  post: text(60).default(""),
  role: z.enum(ROLES),
  unitId: id.nullable(),
  password,
});
export const editAccount = z.object({
  accountId: id,
  displayName,
  post: text(60).default(""),
  role: z.enum(ROLES),
  unitId: id.nullable(),
  active: z.boolean(),
});
export const resetPassword = z.object({ accountId: id, password });
export const unlockAccount = z.object({ accountId: id });
