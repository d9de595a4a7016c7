"use client";
/** Every close there was: who signed, what was known to be wanting, and the hash that chains to the one before. */
import Link from "next/link";
import { ExportButton } from "@/components/shared/export-button";
import { formatInstant, formatMonth } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPCClient } from "@/components/shared/trpc";
import { useCan } from "@/components/shared/viewer";
import { SimpleTable } from "@/components/table/simple-table";
import type { CloseLine } from "@/server/contracts/month-close";
import { SIGNING_PART_NAMES, SIGNING_PARTS } from "@/server/domain/month-close";

export function CloseRecord({ closes }: { closes: readonly CloseLine[] }) {
  return (
    <Section title="关账记录" note={closes.length === 0 ? undefined : `${closes.length} 次`} flush>
      {closes.length === 0 ? (
        <p className="p-3 text-muted">还没有关过账。首次关账会把以前各月一并存档。</p>
      ) : (
        <SimpleTable
          label="关账记录"
          rows={closes}
          rowId={(c) => `${c.month}-${c.version}`}
          columns={[
            {
              header: "统计月",
              cell: (c) => (
                <Link
                  href={`/statistics?month=${c.month}&version=${c.version}`}
                  className="whitespace-nowrap text-accent hover:underline"
                >
                  {c.firstMonth === c.month ? "" : `${formatMonth(c.firstMonth)}至`}
                  {formatMonth(c.month)}
                </Link>
              ),
            },
            { header: "版本", cell: (c) => <Version line={c} /> },
            {
              header: "关账时间",
              cell: (c) => (
                <>
                  <span className="whitespace-nowrap">{formatInstant(new Date(c.at))}</span>
                  <span className="block text-sm text-muted md:hidden">{signersOf(c)}</span>
                  <span className="block md:hidden">
                    <Seal line={c} />
                  </span>
                </>
              ),
            },
            {
              header: "签署",
              cell: (c) => <span className="whitespace-nowrap">{signersOf(c)}</span>,
              wide: true,
            },
            {
              header: "提醒或重述理由",
              cell: (c) => c.reason || (c.warnings.length === 0 ? "—" : warned(c)),
              wide: true,
            },
            { header: "存档表", cell: (c) => <Archived line={c} />, wide: true },
            { header: "存档校验码", cell: (c) => <Seal line={c} />, wide: true },
          ]}
        />
      )}
    </Section>
  );
}

const signersOf = ({ signers }: CloseLine): string => signers.map((s) => s.name).join("、");

const Seal = ({ line: { hash, previousHash } }: { line: CloseLine }) => (
  <span className="font-mono text-sm" title={`${hash}\n上一次：${previousHash || "无"}`}>
    {hash.slice(0, 12)}
  </span>
);

/** The file of a version: always the same, whoever fetches it. */
function Archived({ line: { month, version, rowCount } }: { line: CloseLine }) {
  const client = useTRPCClient();
  const exports = useCan("statistics:export");
  return (
    <>
      {exports ? (
        <ExportButton
          label="下载"
          start={(requestId) => client.export.month.mutate({ requestId, month, version })}
        />
      ) : null}
      <span className="block text-sm whitespace-nowrap text-muted">
        {rowCount.toLocaleString("zh-CN")} 行
      </span>
    </>
  );
}

/** A further version can be set beside the one before it. */
const Version = ({ line: { month, version, reason } }: { line: CloseLine }) => (
  <span className="whitespace-nowrap" title={reason || undefined}>
    第{version}版
    {version > 1 ? (
      <Link
        href={`/statistics/closing?month=${month}&compare=${version}`}
        className="ml-2 text-accent hover:underline"
      >
        比较
      </Link>
    ) : null}
  </span>
);

function warned({ warnings }: CloseLine) {
  const said = new Map(warnings.flatMap((w) => w.reasons.map((r): [string, string] => [r.part, r.reason])));
  const reasons = SIGNING_PART_NAMES.flatMap((part) =>
    said.has(part) ? [`${SIGNING_PARTS[part]}：${said.get(part)}`] : [],
  );
  return (
    <span title={warnings.map((w) => w.words).join("\n")} className="block min-w-40">
      {warnings.length} 项{reasons.length > 0 ? `。${reasons.join("；")}` : ""}
    </span>
  );
}
