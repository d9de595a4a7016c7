"use client";
/** 设置: the bureau's rules in words, each with its versions; a change begins on a day and leaves the past alone. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { formatInstant } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { SimpleTable } from "@/components/table/simple-table";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { AppRouter } from "@/server/api/root";
import { dayOf } from "@/server/domain/periods";
import type { RuleKey } from "@/server/domain/rules";
import { ClockRefreshStrip } from "./clock-refresh-strip";
import { FROM_THE_BEGINNING, RuleDialog } from "./rule-dialog";
import { wordsOf } from "./rule-words";
import { RULE_TITLE } from "./setup-words";

/** `keys` limits the page to some rules: the security administrator sets only those of login. */
export function RulesAdmin({
  keys = [
    "district",
    "tiers",
    "thresholds",
    "rates",
    "gates",
    "clocks",
    "duties",
    "ownership",
    "attribution",
    "progress",
    "calendar",
    "reading",
    "evidence",
  ],
}: {
  keys?: RuleKey[];
}) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.admin.rules.queryOptions());
  const [edited, setEdited] = useState<RuleKey | null>(null);
  const today = dayOf(new Date());
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-96 w-full" />;
  return (
    <div className="flex flex-col gap-3">
      {keys.includes("clocks") ? <ClockRefreshStrip /> : null}
      {keys.map((key) => {
        const versions = data.versions.filter((v) => v.key === key);
        const inForce = versions.find((v) => v.from <= today);
        return (
          <Section
            key={key}
            title={RULE_TITLE[key]}
            note={inForce ? inForceWords(inForce) : "初始值"}
            flush
            actions={
              <Button size="sm" onClick={() => setEdited(key)}>
                修改
              </Button>
            }
          >
            <SimpleTable
              label={RULE_TITLE[key]}
              rows={wordsOf(key, data.rules, today)}
              rowId={([name]) => name}
              columns={[
                { header: "项", width: "w-2/5 sm:w-80", cell: ([name]) => name },
                { header: "现行规定", cell: ([, words]) => words },
              ]}
            />
            {versions.length > 1 ? <Versions versions={versions} inForce={inForce} /> : null}
          </Section>
        );
      })}
      {edited ? (
        <RuleDialog
          ruleKey={edited}
          title={RULE_TITLE[edited]}
          value={data.rules[edited]}
          first={edited === "district" && data.versions.every((v) => v.key !== edited)}
          onClose={() => setEdited(null)}
          onSaved={() => {
            void cache.invalidateQueries(trpc.admin.rules.queryFilter());
            void cache.invalidateQueries(trpc.admin.clockRefresh.queryFilter());
          }}
        />
      ) : null}
    </div>
  );
}

type Version = inferRouterOutputs<AppRouter>["admin"]["rules"]["versions"][number];

/** The values that the product came with begin on a day before everything: no day that anybody set. */
const beginWords = ({ from }: Version) => (from === FROM_THE_BEGINNING ? "自启用起" : `${from} 起`);
const inForceWords = (version: Version) =>
  version.from === FROM_THE_BEGINNING ? beginWords(version) : `${beginWords(version)} · ${version.setBy}`;

/** What was set when, by whom: a day lies under the version that began last before it. */
function Versions({ versions, inForce }: { versions: Version[]; inForce: Version | undefined }) {
  return (
    <details className="border-t border-line px-3 py-2 text-sm text-muted">
      <summary className="cursor-pointer rounded-sm">历次规定 {versions.length} 次</summary>
      <ul className="mt-1 pl-4">
        {versions.map((version) => (
          <li key={`${version.from} ${version.setAt}`}>
            {beginWords(version)} · {version.setBy} 于 {formatInstant(new Date(version.setAt))} 设定
            {version === inForce ? "（现行）" : ""}
          </li>
        ))}
      </ul>
    </details>
  );
}
