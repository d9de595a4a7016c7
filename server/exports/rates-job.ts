/** The job that writes a workbook of conversion rates. */
import "server-only";
import { exportRates } from "@/server/contracts/rates";
import { dayOf } from "@/server/domain/periods";
import { windowLabel } from "@/server/domain/rate-windows";
import { rateLabels } from "@/server/domain/rates";
import { database } from "@/server/platform/database";
import type { JobHandler } from "@/server/platform/job-handler";
import { rulesInForce } from "@/server/record/load-rules";
import { requirePast } from "@/server/statistics";
import { made, requireExport } from "./made-export";
import { writeRatesWorkbook } from "./rates-workbook";

export const ratesJob: JobHandler = async (scene) => {
  const { input, actor, now, report } = scene;
  requireExport(actor, "statistics:export");
  const { requestId: _asked, cut: _shown, ...order } = exportRates.parse(input);
  requirePast(scene, order.knownOn);
  const { district } = await rulesInForce(database, dayOf(now));
  const words = [windowLabel(order), ...rateLabels(order)].join("，");
  return made(scene, `${district.name}招商引资转化率（${words}）.xlsx`, async (path) => ({
    bytes: await writeRatesWorkbook({ actor, now, order, path, report }),
  }));
};
