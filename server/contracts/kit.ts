/** Words that every contract is written with. */
import { z } from "zod";

/** How many procedures one request may ask for. */
export const MOST_IN_A_BATCH = 30;

/** Ids are `integer` columns: a larger number names nothing. */
const MOST_ID = 2 ** 31 - 1;
export const id = z
  .number({ error: "编号不正确" })
  .int("编号不正确")
  .positive("编号不正确")
  .max(MOST_ID, "编号不正确");

/** Where 0 stands for none of them. */
export const idOrZero = z
  .number({ error: "编号不正确" })
  .int("编号不正确")
  .min(0, "编号不正确")
  .max(MOST_ID, "编号不正确");

// Control characters, half characters, and marks that turn the reading direction: nobody types them, a paste may carry
// them, and a name that holds them reads as another one.
const UNSEEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\u202A-\u202E\u2066-\u2069]/gu;

/** Text as a person reads it: without what cannot be seen, and without space around it. */
export const text = (max: number) =>
  z
    .string({ error: "请填写文字" })
    .overwrite((typed) => typed.replace(UNSEEN, ""))
    .trim()
    .max(max, `不能超过${max}个字`);
