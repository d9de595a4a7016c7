"use client";
/** All chains in totals, without the name of any project: a table, and on a phone a few lines a chain. */
import Link from "next/link";
import { ChainDot } from "@/components/shared/chain-dot";
import { CountHead, type CountKind, CountLine } from "@/components/shared/count-head";
import { formatPercent, NONE } from "@/components/shared/format";
import { Light } from "@/components/shared/light";
import { Section } from "@/components/shared/section";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import type { ChainGlance } from "./desk-types";

const completionOf = ({ completion }: ChainGlance): string =>
  formatPercent(completion === null ? null : String(completion));

const HEADS: readonly { label: string; kind: CountKind }[] = [
  { label: "在谈", kind: "now" },
  { label: "框架", kind: "now" },
  { label: "签约", kind: "reached" },
  { label: "开工", kind: "reached" },
];

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
      <ShortLines chains={chains} />
      <div className="thin-scroll overflow-x-auto max-md:hidden">
        <table className="w-full min-w-[960px]">
          <thead>
            <tr className="border-b border-line-strong bg-sunken text-sm text-muted">
              <th scope="col" className="h-11 px-3 text-left font-medium">
                产业链
              </th>
              <th scope="col" className="px-3 text-left font-medium">
                链长
              </th>
              {HEADS.map(({ label, kind }) => (
                <th key={label} scope="col" className="px-3 text-right font-medium">
                  <CountHead label={label} kind={kind} />
                </th>
              ))}
              <th scope="col" className="px-3 text-right font-medium">
                <Light state="late" />
              </th>
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
                <td className="px-3 whitespace-nowrap">{chain.leader || NONE}</td>
                <td className="figure px-3">{chain.negotiation}</td>
                <td className="figure px-3">{chain.framework}</td>
                <td className="figure px-3">{chain.signed}</td>
                <td className="figure px-3">{chain.started}</td>
                <td className={`figure px-3 ${chain.late > 0 ? "text-late" : ""}`}>{chain.late}</td>
                <td className="figure px-3">
                  <Amount fen={chain.signedFen} />
                </td>
                <td className="figure px-3">
                  <Amount fen={chain.arrivedFen} />
                </td>
                <td className="figure px-3">
                  <Amount fen={chain.investedFen} />
                </td>
                <td className="figure px-3">{completionOf(chain)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function ShortLines({ chains }: { chains: readonly ChainGlance[] }) {
  return (
    <ul className="divide-y divide-line md:hidden">
      {chains.map((chain) => (
        <li key={chain.id}>
          <Link href={`/chains/${chain.id}`} className="block px-3 py-2 hover:bg-sunken">
            <span className="flex items-center gap-2">
              <span className="min-w-0 flex-1 font-medium">
                <ChainDot index={chain.hue} name={chain.name} />
              </span>
              <span className="text-sm text-muted">{chain.leader || NONE}</span>
            </span>
            <span className="mt-1 flex flex-wrap items-center gap-x-3 text-sm text-muted">
              <CountLine
                kind="now"
                counts={[
                  ["在谈", chain.negotiation],
                  ["框架", chain.framework],
                ]}
              />
              <CountLine
                kind="reached"
                counts={[
                  ["签约", chain.signed],
                  ["开工", chain.started],
                ]}
              />
              {chain.late > 0 ? (
                <span className="inline-flex items-center gap-1 text-late">
                  <Light state="late" /> {chain.late}
                </span>
              ) : null}
              <span className="ml-auto">完成 {completionOf(chain)}</span>
            </span>
            <span className="mt-1 flex flex-wrap gap-x-3 text-sm text-muted">
              <ShortAmount label="签约" fen={chain.signedFen} />
              <ShortAmount label="到位" fen={chain.arrivedFen} />
              <ShortAmount label="固投" fen={chain.investedFen} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

const ShortAmount = ({ label, fen }: { label: string; fen: number }) => (
  <span>
    {label}{" "}
    <span className="font-medium text-ink">
      <Amount fen={fen} trim />
    </span>
  </span>
);
