/** A project that is spread over several rows, one for each investor: the further rows add to the first. */

import type { LedgerRow } from "@/server/contracts/import";
import { asFen } from "@/server/domain/amounts";
import { isPlaceholder } from "./cell-reading";
import { readInvestor } from "./clean-investor";
import { oneLine } from "./clean-text";
import { type MoneyFrame, ownMoney, wanOf } from "./row-money";
import type { RowReader } from "./row-reader";

function addAmounts(row: LedgerRow, reader: RowReader, frame: MoneyFrame, outside: boolean): void {
  const { amounts, project } = row;
  const arrived = ownMoney(reader, reader.has("arrived") ? "arrived" : "arrivedCumulative", frame);
  const total = ownMoney(reader, "total", frame);
  const fixed = ownMoney(reader, "fixed", frame);
  amounts.arrivedFen = asFen(amounts.arrivedFen + arrived);
  amounts.faiFen = asFen(
    amounts.faiFen + ownMoney(reader, reader.has("fai") ? "fai" : "faiCumulative", frame),
  );
  if (total !== 0) amounts.totalFen = asFen((amounts.totalFen ?? 0) + total);
  if (fixed !== 0) amounts.fixedFen = asFen((amounts.fixedFen ?? 0) + fixed);
  // Each investor's money is judged by where that investor comes from.
  if (outside) row.arrivedOutsideFen = asFen(row.arrivedOutsideFen + arrived);
  project.arrivedWan = wanOf(amounts.arrivedFen);
  project.faiWan = wanOf(amounts.faiFen);
  project.totalWan = amounts.totalFen === null ? null : wanOf(amounts.totalFen);
  project.fixedWan = amounts.fixedFen === null ? null : wanOf(amounts.fixedFen);
}

export function addInvestor(
  row: LedgerRow,
  reader: RowReader,
  homeProvince: string,
  frame: MoneyFrame,
): void {
  const companyCell = reader.ownCell("company");
  const progress = reader.ownCell("progress");
  if (progress && !isPlaceholder(progress.text)) {
    row.project.progress = [row.project.progress, oneLine(progress.text)].filter(Boolean).join("；");
  }
  const named = companyCell !== undefined && !isPlaceholder(companyCell.text);
  const investor = named ? readInvestor(reader, homeProvince) : null;
  addAmounts(row, reader, frame, (investor ? investor.outside : row.project.outside) ?? false);
  if (investor) {
    row.otherInvestors.push({
      row: reader.row,
      company: investor.company,
      uscc: investor.uscc,
      province: investor.province,
    });
    reader.warn(
      "several-investors",
      `第 ${row.row} 行的项目还有投资方“${investor.company}”，金额并入该项目。`,
      companyCell?.ref ?? null,
    );
  }
  if (reader.failed) row.counted = false;
}
