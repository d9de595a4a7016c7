/** The job that writes the workbook of a month: as it is known now, was known on an earlier day, or was closed. */
import "server-only";
import { exportMonth } from "@/server/contracts/export";
import { dayOf, monthLabel, yearStart } from "@/server/domain/periods";
import { database } from "@/server/platform/database";
import type { JobHandler } from "@/server/platform/job-handler";
import { rulesInForce } from "@/server/record/load-rules";
import { requirePast } from "@/server/statistics";
import { writeClosedWorkbook } from "./closed-workbook";
import { made, requireExport } from "./made-export";
import { writeMonthWorkbook } from "./month-workbook";

export const monthJob: JobHandler = async (scene) => {
  const { input, actor, now, report } = scene;
  requireExport(actor, "statistics:export");
  const { month, version, knownOn } = exportMonth.parse(input);
  requirePast(scene, knownOn);
  const { district } = await rulesInForce(database, dayOf(now));
  const name = `${district.name}招商引资月报（${monthLabel(month, yearStart(month))}`;
  if (version !== undefined)
    return made(scene, `${name}，关账第${version}版）.xlsx`, async (path) => ({
      bytes: await writeClosedWorkbook({ month, version, path, now }),
    }));
  const as = knownOn === undefined ? "" : `，${knownOn}所知`;
  return made(scene, `${name}${as}）.xlsx`, async (path) => ({
    bytes: await writeMonthWorkbook({ actor, now, month, knownOn, path, report }),
  }));
};
