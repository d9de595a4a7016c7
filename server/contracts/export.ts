/** Inputs of exports. */
import { z } from "zod";
import { id } from "./kit";
import { projectFilter, requestIdSchema } from "./project";
import { statMonthSchema } from "./statistics";

export const exportMonth = z.object({ requestId: requestIdSchema, month: statMonthSchema });
export const exportProjects = z.object({ requestId: requestIdSchema, filter: projectFilter.default({}) });
export const exportJob = z.object({ id });
/** As it stands in the address of the file. */
export const exportFileId = z.coerce.number().pipe(id);
