"use client";
/** One indicator: its definition first, then what a reader needs to count it anew. */
import { Badge } from "@/components/ui/badge";
import { INDICATOR_NATURES, type Indicator } from "@/server/domain/indicators";

export function IndicatorCard({
  indicator,
  settings,
}: {
  indicator: Indicator;
  settings: readonly string[];
}) {
  const { anchor, name, unit, nature, definition, example } = indicator;
  const lines: [string, string][] = [
    ["来源", indicator.source],
    ["时间", indicator.date],
    ["范围", indicator.filters],
    ["包含关系", indicator.nesting],
    ["空值", indicator.empty],
    ...settings.map((words): [string, string] => ["设置", words]),
  ];
  return (
    <article
      id={anchor}
      aria-labelledby={`${anchor}-name`}
      className="scroll-mt-4 break-inside-avoid border-t border-line px-4 py-3 first:border-t-0 target:bg-accent-soft"
    >
      <h3 id={`${anchor}-name`} className="flex flex-wrap items-center gap-2 font-semibold">
        <a href={`#${anchor}`} className="hover:underline">
          {name}
        </a>
        <span className="text-sm font-normal text-faint">{unit}</span>
        <Badge>{INDICATOR_NATURES[nature]}</Badge>
      </h3>
      <p className="mt-1">{definition}</p>
      <dl className="mt-2 grid grid-cols-[4rem_1fr] gap-x-3 gap-y-1 text-sm">
        {lines.map(([term, words]) => (
          <div key={`${term}${words}`} className="contents">
            <dt className="text-faint">{term}</dt>
            <dd className="text-muted">{words}</dd>
          </div>
        ))}
        <dt className="text-faint">算例</dt>
        <dd className="text-muted tabular-nums">
          {example.given.join("，")} → <b className="font-semibold text-ink">{example.result}</b>
        </dd>
      </dl>
    </article>
  );
}
