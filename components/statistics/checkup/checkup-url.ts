/** What the address of 数据体检 says: the month, and what the findings are narrowed to. */
import { z } from "zod";
import { urlMonth, urlParam } from "@/components/shared/url-state";
import { CHECK_IDS, CHECK_LEVEL_NAMES } from "@/server/domain/checkup";

export const CHECKUP_URL = {
  month: urlMonth(),
  level: urlParam(z.enum(CHECK_LEVEL_NAMES).nullable(), null),
  check: urlParam(z.enum(CHECK_IDS).nullable(), null),
  /** 0 stands for projects without a chain. */
  chain: urlParam(z.coerce.number<string>().int().min(0).nullable(), null),
  mine: urlParam(z.enum(["0", "1"]), "0"),
};
