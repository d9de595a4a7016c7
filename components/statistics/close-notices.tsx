"use client";
/** What a close has to do with the report on the screen: a later version there is, or what changed in closed months since. */
import Link from "next/link";
import type { ReactNode } from "react";
import { formatMonth } from "@/components/shared/format";
import { useCan } from "@/components/shared/viewer";
import { Notice } from "@/components/ui/badge";
import { addMonths } from "@/server/domain/periods";
import type { Report } from "./statistics-types";

const Way = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="text-accent underline">
    {children}
  </Link>
);

export function CloseNotices({ report: { month, cut, closed, adjusted } }: { report: Report }) {
  const seesCloses = useCan("month:read");
  if (closed && closed.version < closed.versions)
    return (
      <Notice tone="warn" className="mb-2">
        这是第{closed.version}版，后来重述过，现行的是第{closed.versions}版。{" "}
        <Way href={`/statistics?month=${month}&cut=${cut}`}>看第{closed.versions}版</Way>
        {seesCloses ? (
          <>
            {" · "}
            <Way href={`/statistics/closing?month=${month}&compare=${closed.version + 1}`}>
              与第{closed.version + 1}版比较
            </Way>
          </>
        ) : null}
      </Notice>
    );
  if (!adjusted) return null;
  const before = addMonths(month, -1);
  return (
    <Notice tone="warn" className="mb-2">
      本月的数含已关账月份的调整：关账后项目的归类、合同或到位有更正，差额计入本月。点数字可看哪些行是调整
      {seesCloses ? (
        <>
          ，<Way href={`/statistics/closing?month=${before}`}>看{formatMonth(before)}关账后的变化</Way>
        </>
      ) : null}
      。
    </Notice>
  );
}
