/** The job that writes a workbook of targets and how far they are reached. */
import "server-only";
import { exportTargets } from "@/server/contracts/target-desk";
import { dayOf, monthLabel } from "@/server/domain/periods";
import { TARGET_GOALS } from "@/server/domain/target-spans";
import { database } from "@/server/platform/database";
import type { JobHandler } from "@/server/platform/job-handler";
import { rulesInForce } from "@/server/record/load-rules";
import { requirePast } from "@/server/statistics";
import { made, requireExport } from "./made-export";
import { writeTargetsWorkbook } from "./targets-workbook";

export const targetsJob: JobHandler = async (scene) => {
  const { input, actor, now, report } = scene;
  requireExport(actor, "statistics:export");
  const { requestId: _asked, ...order } = exportTargets.parse(input);
  requirePast(scene, order.knownOn);
  const { district } = await rulesInForce(database, dayOf(now));
  const known = order.knownOn === undefined ? "" : `，${order.knownOn} 日终所知`;
  const words = `${monthLabel(order.month)}，${TARGET_GOALS[order.goal]}${known}`;
  return made(scene, `${district.name}招商引资目标完成情况（${words}）.xlsx`, async (path) => ({
    bytes: await writeTargetsWorkbook({ actor, now, order, path, report }),
  }));
};
