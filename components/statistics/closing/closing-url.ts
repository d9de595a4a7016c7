/** What the address of 月度关账 says: the month, and the version that is compared with the one before it. */
import { z } from "zod";
import { urlMonth, urlParam } from "@/components/shared/url-state";

export const CLOSING_URL = {
  month: urlMonth(),
  compare: urlParam(z.coerce.number().int().min(2).max(1000).nullable(), null),
};
