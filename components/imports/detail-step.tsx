"use client";
/** 明细: what the detail sheets would add to the ledgers, and every row of them with what stands in its way. */
import { FileDown } from "lucide-react";
import { useState } from "react";
import { formatCount, formatMonth } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import { Segmented } from "@/components/ui/segmented";
import { TextField } from "@/components/ui/text-field";
import {
  ARRIVAL_SCOPES,
  DETAIL_FILTERS,
  type DetailFilter,
  type DetailSummary,
} from "@/server/contracts/import-details";
import { BASES } from "@/server/contracts/ledger";
import { DetailRows } from "./detail-rows";
import { countOf, DETAIL_FILTER } from "./detail-words";
import { PlainTable } from "./plain-table";
import type { Batch } from "./use-import-batch";

interface DetailStepProps {
  batch: Batch;
  details: DetailSummary;
}

export function DetailStep({ batch, details }: DetailStepProps) {
  const [show, setShow] = useState<DetailFilter>("all");
  const [search, setSearch] = useState("");
  const shown = DETAIL_FILTERS.filter((f) => f === "all" || countOf(details, DETAIL_FILTER[f].fates) > 0);
  return (
    <>
      {batch.open && details.totals.length > 0 ? <Totals details={details} /> : null}
      <Section
        title="明细逐行核对"
        note={`${formatCount(countOf(details, DETAIL_FILTER.all.fates))} 行，没有定下来的排在前面`}
        flush
      >
        <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
          <div className="thin-scroll max-w-full overflow-x-auto">
            <Segmented
              label="按结果筛选明细"
              value={show}
              onChange={setShow}
              options={shown.map((value) => ({
                value,
                label: `${DETAIL_FILTER[value].label} ${formatCount(countOf(details, DETAIL_FILTER[value].fates))}`,
              }))}
            />
          </div>
          <div className="w-56 max-sm:w-full">
            <TextField
              type="search"
              aria-label="搜索明细的项目、企业"
              placeholder="项目、企业"
              value={search}
              maxLength={60}
              onChange={(event) => setSearch(event.target.value)}
            />
          </div>
          {batch.scene.marked ? (
            <a
              href={`/api/imports/${batch.scene.id}/marked`}
              download
              title="同一份表格，有疑问的单元格标红或标黄，原因写在批注里；改好后重新上传"
              className="ml-auto inline-flex items-center gap-1 text-accent hover:underline max-sm:ml-0"
            >
              <FileDown aria-hidden className="size-4" />
              下载标记版
            </a>
          ) : null}
        </div>
        <DetailRows key={`${show} ${search}`} batch={batch} show={show} search={search} />
      </Section>
    </>
  );
}

const SCOPE_WORD = { ...ARRIVAL_SCOPES, ...BASES };
const TOTAL_OF = { arrival: "到位资金", investment: "固投" };

/** Nothing of it counts before it is approved: what is summed is what the ledger holds, whatever its state. */
function Totals({ details }: { details: DetailSummary }) {
  return (
    <Section
      title="台账登记数前后对照"
      note={
        <>
          按到账或完成月份，含草稿和待审核，金额单位：
          <UnitWord />
        </>
      }
      flush
    >
      <PlainTable
        label="台账登记数前后对照"
        columns={[
          { header: "月份" },
          { header: "口径" },
          { header: "台账现有", figure: true },
          { header: "本次新增", figure: true },
          { header: "录入之后", figure: true },
        ]}
      >
        {details.totals.map(({ kind, month, scope, beforeFen, addsFen }, at) => (
          <tr key={`${kind} ${month} ${scope}`} className="border-t border-line">
            <th scope="row" className="px-3 py-1 text-left font-normal whitespace-nowrap">
              {details.totals[at - 1]?.month === month && details.totals[at - 1]?.kind === kind ? (
                <span className="sr-only">{formatMonth(month)}</span>
              ) : (
                formatMonth(month)
              )}
            </th>
            <td className="px-3 py-1">
              {TOTAL_OF[kind]} · {SCOPE_WORD[scope]}
            </td>
            <td className="figure px-3 py-1">
              <Amount fen={beforeFen} />
            </td>
            <td className="figure px-3 py-1">
              <Amount fen={addsFen} />
            </td>
            <td className="figure px-3 py-1 font-medium">
              <Amount fen={beforeFen + addsFen} />
            </td>
          </tr>
        ))}
      </PlainTable>
    </Section>
  );
}
