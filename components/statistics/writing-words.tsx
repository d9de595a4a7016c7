"use client";
/** 占位符一览: every word that a template may use, and what it says of the month. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FailureState } from "@/components/shared/failure-state";
import { formatMonth } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Skeleton } from "@/components/ui/skeleton";
import type { StatMonth } from "@/server/domain/periods";

const CELL = "border border-line px-2 py-1 text-left align-top";

export function WritingWords({ month }: { month: StatMonth }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery({
    ...trpc.writing.words.queryOptions({ month }),
    placeholderData: keepPreviousData,
  });
  return (
    <Section title="占位符一览" note={`值为${formatMonth(month)}全区数`}>
      <p className="mb-2 text-sm text-muted">
        整句照写：没有数的分句连同逗号自动略去，整句没有数的整句略去；标题、表格和没有句号的行照原样填。
      </p>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-96 w-full" /> : null}
      {data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard.
        <section tabIndex={0} aria-label="占位符" className="thin-scroll max-h-[40rem] overflow-auto">
          <table className="w-full border-collapse text-sm">
            <thead className="sticky top-0 bg-sunken">
              <tr>
                {["占位符", "本月写作", "含义"].map((head) => (
                  <th key={head} scope="col" className={`${CELL} font-medium`}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.map(({ typed, value, meaning }) => (
                <tr key={typed}>
                  <td className={`${CELL} font-medium whitespace-nowrap`}>{typed}</td>
                  <td className={CELL}>{value}</td>
                  <td className={`${CELL} min-w-60 text-muted`}>{meaning}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </Section>
  );
}
