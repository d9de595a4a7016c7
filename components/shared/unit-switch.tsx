"use client";

import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { Segmented } from "@/components/ui/segmented";
import type { Fen } from "@/server/domain/amounts";
import { formatAmount, type ScreenUnit, UNIT_COOKIE, UNIT_LABEL } from "./format";

interface UnitChoice {
  unit: ScreenUnit;
  setUnit: (unit: ScreenUnit) => void;
}

const UnitContext = createContext<UnitChoice>({ unit: "wan", setUnit: () => undefined });

const ONE_YEAR_SECONDS = 31_536_000;

/** Holds the amount unit. `initialUnit` comes from the cookie, so that the server draws the same text. */
export function UnitProvider({ initialUnit, children }: { initialUnit: ScreenUnit; children: ReactNode }) {
  const [unit, setUnit] = useState(initialUnit);
  const choice = useMemo<UnitChoice>(
    () => ({
      unit,
      setUnit: (next) => {
        // biome-ignore lint/suspicious/noDocumentCookie: Cookie Store API is missing in the oldest shells we support.
        document.cookie = `${UNIT_COOKIE}=${next}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
        setUnit(next);
      },
    }),
    [unit],
  );
  return <UnitContext value={choice}>{children}</UnitContext>;
}

export const useUnit = (): UnitChoice => use(UnitContext);

/** 万元 | 亿元. */
export function UnitSwitch() {
  const { unit, setUnit } = useUnit();
  return (
    <Segmented
      label="金额单位"
      value={unit}
      onChange={setUnit}
      options={[
        { value: "wan", label: UNIT_LABEL.wan },
        { value: "yi", label: UNIT_LABEL.yi },
      ]}
    />
  );
}

interface AmountProps {
  fen: Fen | null | undefined;
  places?: number;
  signed?: boolean;
  trim?: boolean;
  withUnit?: boolean;
}

/** An amount in the unit that the switch says. Usable inside server components. */
export function Amount({ fen, withUnit, ...format }: AmountProps) {
  const { unit } = useUnit();
  const text = formatAmount(fen, unit, format);
  return <span className="tabular-nums">{withUnit ? `${text} ${UNIT_LABEL[unit]}` : text}</span>;
}

/** The word of the unit in force, for headers: 万元 or 亿元. */
export function UnitWord() {
  return <>{UNIT_LABEL[useUnit().unit]}</>;
}
