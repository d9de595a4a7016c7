import { NONE } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { Amount } from "@/components/shared/unit-switch";
import type { MergeScene } from "@/server/contracts/merge";
import type { EntrySums } from "@/server/domain/merging";

const SUMS: { key: keyof EntrySums; label: string }[] = [
  { key: "frameworkFen", label: "框架协议" },
  { key: "contractFen", label: "合同（含补充协议）" },
  { key: "arrivedFen", label: "到位资金" },
  { key: "investedFen", label: "固定资产投资（统计数）" },
];

/** What both come to, before and after: nothing twice, nothing lost. */
export function MergeTotals({ scene, after }: { scene: MergeScene; after: EntrySums }) {
  const { keep, give } = scene.sums;
  const rows = SUMS.filter(({ key }) => (keep[key] ?? 0) !== 0 || (give[key] ?? 0) !== 0);
  return (
    <Section title="合计" note="只计已通过的" flush>
      {rows.length === 0 ? (
        <p className="px-3 py-2 text-muted">两个项目都没有已通过的协议和台账</p>
      ) : (
        // A wide table may scroll: then the keyboard must reach it.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls
        <section className="overflow-x-auto" aria-label="合并前后" tabIndex={0}>
          <table className="w-full min-w-[34rem]">
            <thead className="text-sm text-muted">
              <tr className="border-b border-line">
                <th scope="col" className="px-3 py-1.5 text-left font-medium">
                  项目
                </th>
                {["保留的项目", "并入的项目", "不重复计", "合并后"].map((head) => (
                  <th key={head} scope="col" className="px-3 py-1.5 text-right font-medium">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line tabular-nums">
              {rows.map(({ key, label }) => {
                const twice = (keep[key] ?? 0) + (give[key] ?? 0) - (after[key] ?? 0);
                return (
                  <tr key={key}>
                    <th scope="row" className="px-3 py-1.5 text-left font-normal">
                      {label}
                    </th>
                    {[keep[key], give[key], twice === 0 ? null : -twice].map((fen, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never move
                      <td key={at} className="px-3 py-1.5 text-right">
                        {fen ? <Amount fen={fen} withUnit trim /> : NONE}
                      </td>
                    ))}
                    <td className="px-3 py-1.5 text-right font-semibold">
                      <Amount fen={after[key]} withUnit trim />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </Section>
  );
}
