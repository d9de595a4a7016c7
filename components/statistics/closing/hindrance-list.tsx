"use client";
/** What holds a close up: errors forbid it, warnings ask for a reason; each says where it is mended and who holds it. */
import Link from "next/link";
import { Section } from "@/components/shared/section";
import { Badge } from "@/components/ui/badge";
import type { MonthDesk } from "@/server/contracts/month-close";

const SHOWN = 6;

export function HindranceList({ desk }: { desk: MonthDesk }) {
  const { hindrances } = desk;
  const errors = hindrances.filter((h) => h.level === "error").length;
  return (
    <Section
      title="关账前检查"
      note={
        hindrances.length === 0 ? "没有发现问题" : `错误 ${errors} 项 · 提醒 ${hindrances.length - errors} 项`
      }
      flush
    >
      {hindrances.length === 0 ? (
        <p className="p-3 text-muted">本月及以前的填报都已审核，数字没有异常。</p>
      ) : (
        <ul>
          {hindrances.map((h) => (
            <li key={h.code} className="flex flex-col gap-1 border-t border-line px-3 py-2 first:border-t-0">
              <div className="flex items-start gap-2">
                <Badge tone={h.level === "error" ? "late" : "warn"} className="mt-0.5 shrink-0">
                  {h.level === "error" ? "错误" : "提醒"}
                </Badge>
                <span className="min-w-0 flex-1">{h.words}</span>
                <Link href={h.href} className="shrink-0 text-accent hover:underline">
                  去处理
                </Link>
              </div>
              {h.holders.length > 0 ? (
                <p className="pl-12 text-sm text-muted">
                  {h.holders
                    .slice(0, SHOWN)
                    .map(({ name, count }) => `${name} ${count}`)
                    .join(" · ")}
                  {h.holders.length > SHOWN ? ` · 另有 ${h.holders.length - SHOWN} 项` : ""}
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
