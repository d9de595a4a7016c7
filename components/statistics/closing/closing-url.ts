/** What the address of 月度关账 says: the month. */
import { z } from "zod";
import { urlParam } from "@/components/shared/url-state";
import { isStatMonth } from "@/server/domain/periods";

export const CLOSING_URL = { month: urlParam(z.coerce.number().int().refine(isStatMonth).nullable(), null) };
