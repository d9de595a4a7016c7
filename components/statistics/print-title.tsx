/** What stands above and below a table on paper: its title, who reports it for when, and the signatures. */
import type { ReactNode } from "react";

interface PrintTitleProps {
  title: ReactNode;
  district: string;
  bureau: string;
  /** Period and what the figures are. */
  middle: ReactNode;
  /** Unit or day. */
  right: ReactNode;
}

export const PrintTitle = ({ title, district, bureau, middle, right }: PrintTitleProps) => (
  <>
    <p className="text-center text-[18pt] leading-tight font-semibold">{title}</p>
    <p className="mt-2 mb-1 flex justify-between gap-4 text-[9pt]">
      <span>
        填报单位：{district}
        {bureau}
      </span>
      <span>{middle}</span>
      <span>{right}</span>
    </p>
  </>
);

const SIGNATURES = [
  "单位负责人：",
  "统计负责人：",
  "填表人：",
  "联系电话：",
  "报出日期：　　　年　　月　　日",
];

export const PrintSignatures = () => (
  <p className="mt-2 flex justify-between pr-6 text-[9pt]">
    {SIGNATURES.map((word) => (
      <span key={word} className="min-w-[30mm]">
        {word}
      </span>
    ))}
  </p>
);
