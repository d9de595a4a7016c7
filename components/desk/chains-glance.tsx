"use client";
/** All chains in totals, without the name of any project. */
import Link from "next/link";
import { ChainDot } from "@/components/shared/chain-dot";
import { formatPercent, NONE } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import type { ChainGlance } from "./desk-types";

const HEADS = ["在谈", "签约", "开工", "■ 滞后"];

export function ChainsGlance({ chains }: { chains: readonly ChainGlance[] }) {
  return (
    <Section
      title="各产业链"
      note={
        <>
          金额单位 <UnitWord />
        </>
      }
      flush
    >
      <div className="thin-scroll overflow-x-auto">
        <table className="w-full min-w-[720px]">
          <thead>
            <tr className="border-b border-line-strong bg-sunken text-sm text-muted">
              <th scope="col" className="h-9 px-3 text-left font-medium">
                产业链
              </th>
              <th scope="col" className="px-3 text-left font-medium">
                链长
              </th>
              {HEADS.map((head) => (
                <th key={head} scope="col" className="px-3 text-right font-medium">
                  {head}
                </th>
              ))}
              <th scope="col" className="px-3 text-right font-medium">
                签约金额
              </th>
              <th scope="col" className="px-3 text-right font-medium">
                累计到位
              </th>
              <th scope="col" className="px-3 text-right font-medium">
                累计固投
              </th>
              <th scope="col" className="px-3 text-right font-medium">
                年度目标完成
              </th>
            </tr>
          </thead>
          <tbody>
            {chains.map((chain) => (
              <tr key={chain.id} className="border-b border-line last:border-0 hover:bg-sunken">
                <th scope="row" className="h-10 px-3 text-left font-normal">
                  <Link href={`/chains/${chain.id}`} className="hover:underline">
                    <ChainDot index={chain.hue} name={chain.name} />
                  </Link>
                </th>
                <td className="px-3">{chain.leader || NONE}</td>
                <td className="figure px-3">{chain.talking}</td>
                <td className="figure px-3">{chain.signed}</td>
                <td className="figure px-3">{chain.started}</td>
                <td className={`figure px-3 ${chain.late > 0 ? "text-late" : ""}`}>{chain.late}</td>
                <td className="figure px-3">
                  <Amount fen={chain.signedFen} trim />
                </td>
                <td className="figure px-3">
                  <Amount fen={chain.arrivedFen} trim />
                </td>
                <td className="figure px-3">
                  <Amount fen={chain.investedFen} trim />
                </td>
                <td className="figure px-3">
                  {formatPercent(chain.completion === null ? null : String(chain.completion))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
