"use client";
/** Rows of later months that correct a closed one: they change no version of it, and lead to where they count. */
import Link from "next/link";
import { formatAmountWithUnit, formatMonth } from "@/components/shared/format";
import type { LaterCorrections as Correction } from "@/server/contracts/month-close";

const WORDS: Record<Correction["of"], { name: string; search: string }> = {
  contract: { name: "合同", search: "tab=agreement" },
  framework: { name: "框架协议", search: "tab=agreement&kind=framework" },
  arrival: { name: "到位资金", search: "tab=arrival" },
  investment: { name: "固投", search: "tab=investment" },
};

const amountOf = (fen: number): string =>
  `${fen > 0 ? "+" : ""}${formatAmountWithUnit(fen, "wan", { trim: true })}`;

interface LaterCorrectionsProps {
  corrections: readonly Correction[];
  /** Stands beside what else has changed since. */
  beside?: boolean;
}

export function LaterCorrections({ corrections, beside = false }: LaterCorrectionsProps) {
  if (corrections.length === 0) return null;
  return (
    <p>
      {beside ? "另有更正本月的冲减、补报，不算在这些变化里：" : "关账后有更正本月的冲减、补报："}
      {corrections.map(({ of, statMonth, count, fen }, i) => (
        <span key={`${of}-${statMonth}`}>
          {i > 0 ? "；" : ""}
          {WORDS[of].name} {count} 笔 {amountOf(fen)}，计入{" "}
          <Link
            href={`/ledger?${WORDS[of].search}&from=${statMonth}&to=${statMonth}&status=approved`}
            className="text-accent underline"
          >
            {formatMonth(statMonth)}
          </Link>
        </span>
      ))}
      。
    </p>
  );
}
