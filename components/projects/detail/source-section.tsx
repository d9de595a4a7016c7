"use client";
import { useQuery } from "@tanstack/react-query";
import { FailureState } from "@/components/shared/failure-state";
import { formatInstant } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { LedgerSource } from "@/server/contracts/import-batch";
import { formatFen } from "@/server/domain/amounts";

/** 来源台账: the row of the bureau's own ledger that an imported project came from, cell by cell. */
export function SourceSection({ id }: { id: number }) {
  const trpc = useTRPC();
  const asked = useQuery(trpc.project.source.queryOptions({ id }));
  const source = asked.data;
  return (
    <Section
      title="来源台账"
      note={source ? `${source.fileName}，“${source.sheet}”第 ${source.row} 行` : null}
      flush
    >
      {asked.error ? <FailureState error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.isPending ? <SkeletonLines lines={6} className="p-3" /> : null}
      {source ? <Cells source={source} /> : null}
    </Section>
  );
}

type Value = LedgerSource["values"][number];

/** Amounts are kept in fen and shown in 万元; everything else as it was understood. */
const readAs = ({ value }: Value): string => {
  if (value === null) return "未读入";
  return typeof value === "number" ? `${formatFen(value, "wan", 2)} 万元` : value;
};

function Cells({ source }: { source: LedgerSource }) {
  return (
    <>
      <div className="thin-scroll overflow-x-auto">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-line text-left text-muted">
              {["单元格", "列", "原值", "读作", "说明"].map((word) => (
                <th key={word} scope="col" className="px-3 py-1.5 font-normal whitespace-nowrap">
                  {word}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {source.values.map((v) => (
              <tr key={v.field} className="border-b border-line last:border-b-0">
                <td className="px-3 py-1 whitespace-nowrap text-faint tabular-nums">{v.cell ?? "—"}</td>
                <th scope="row" className="px-3 py-1 text-left font-normal whitespace-nowrap">
                  {v.label}
                </th>
                <td className="max-w-64 px-3 py-1 break-words">{v.raw}</td>
                <td className="max-w-64 px-3 py-1 break-words">{readAs(v)}</td>
                <td className="px-3 py-1 text-muted">{v.note ?? ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="border-t border-line px-3 py-2 text-sm text-muted">
        {formatInstant(new Date(source.importedAt))} 由{source.importedBy}
        导入。年初累计数以此行为凭，补齐凭证后以冲减和新登记更正。
      </p>
      {source.problems.length > 0 ? (
        <ul className="border-t border-line px-3 py-2 text-sm">
          {source.problems.map((p) => (
            <li key={`${p.cell} ${p.kind}`}>
              <span className="text-faint">{p.cell ?? ""}</span> {p.message}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
