"use client";
/** 设置: the bureau's rules in words, each with its versions; a change begins on a day and leaves the past alone. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { formatAmountWithUnit, formatInstant } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { AppRouter } from "@/server/api/root";
import { MILESTONE_NAME, MILESTONES } from "@/server/domain/milestones";
import { dayOf } from "@/server/domain/periods";
import {
  DETAIL_FIELDS,
  EVIDENCE_KINDS,
  type Gate,
  PROJECT_FIELDS,
  type RuleKey,
  type Rules,
} from "@/server/domain/rules";
import { RuleDialog } from "./rule-dialog";
import { RULE_TITLE } from "./setup-words";
import { SimpleTable } from "./simple-table";

const APPROVAL: Record<Gate["approval"], string> = {
  none: "无需审核",
  section: "科长审核",
  director: "局长审核",
  statistics: "统计审核",
};

const gateWords = (gate: Gate): string =>
  [
    ...gate.after.map((m) => `须先${MILESTONE_NAME[m]}`),
    ...gate.fields.map((f) => PROJECT_FIELDS[f].label),
    ...gate.details.map((f) => DETAIL_FIELDS[f].label),
    ...gate.evidence.map((any) => any.map((e) => EVIDENCE_KINDS[e]).join("或")),
    ...(gate.contact ? ["一次实际接触"] : []),
  ].join("、") || "无";

const CLOCK: Record<keyof Rules["clocks"], string> = {
  silence: "签约前久未跟进",
  framework: "框架协议未转正式",
  unstarted: "签约未开工",
  unregistered: "开工未纳统",
  completion: "逾计划竣工日",
  review: "搁置待复核",
};

function wordsOf(key: RuleKey, rules: Rules): [string, string][] {
  switch (key) {
    case "district":
      return [
        ["区名", rules.district.name],
        ["区划代码", rules.district.code],
        ["单位", rules.district.bureau],
        ["所在省市", `${rules.district.homeProvince}${rules.district.homeCity}`],
      ];
    case "tiers":
      return rules.tiers.map((t, i) => [
        `第${i + 1}档`,
        `${formatAmountWithUnit(t, "yi", { trim: true })}以上（含）`,
      ]);
    case "thresholds":
      return [
        [
          "到位资金统计起点（计划总投资）",
          formatAmountWithUnit(rules.thresholds.arrivalMinPlanFen, "wan", { trim: true }),
        ],
        [
          "固投统计起点（计划总投资）",
          formatAmountWithUnit(rules.thresholds.investmentMinPlanFen, "wan", { trim: true }),
        ],
        ["疑似单位填错的倍数", `${rules.thresholds.unitSlipMultiple} 倍`],
      ];
    case "gates":
      return MILESTONES.map((m) => [
        `${MILESTONE_NAME[m]}（${APPROVAL[rules.gates[m].approval]}）`,
        gateWords(rules.gates[m]),
      ]);
    case "clocks":
      return (Object.keys(CLOCK) as (keyof Rules["clocks"])[]).map((k) => [
        CLOCK[k],
        `${rules.clocks[k].warnDays} 天黄灯，${rules.clocks[k].lateDays} 天红灯`,
      ]);
    case "evidence":
      return [["单个文件上限", `${Math.round(rules.evidence.maxBytes / 1024 / 1024)} MB`]];
    case "session":
      return [
        ["空闲退出", `${rules.session.idleMinutes} 分钟`],
        ["连续输错锁定", `${rules.session.attempts} 次`],
        ["锁定时长", `${rules.session.lockMinutes} 分钟`],
      ];
  }
}

/** `keys` limits the page to some rules: the security administrator sets only those of login. */
export function RulesAdmin({
  keys = ["district", "tiers", "thresholds", "gates", "clocks", "evidence"],
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
      {keys.map((key) => {
        const versions = data.versions.filter((v) => v.key === key);
        const inForce = versions.find((v) => v.from <= today);
        return (
          <Section
            key={key}
            title={RULE_TITLE[key]}
            note={inForce ? `${inForce.from} 起 · ${inForce.setBy}` : "初始值"}
            flush
            actions={
              <Button size="sm" onClick={() => setEdited(key)}>
                修改
              </Button>
            }
          >
            <SimpleTable
              label={RULE_TITLE[key]}
              rows={wordsOf(key, data.rules)}
              rowId={([name]) => name}
              columns={[
                { header: "项", cell: ([name]) => name },
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
          onSaved={() => void cache.invalidateQueries(trpc.admin.rules.queryFilter())}
        />
      ) : null}
    </div>
  );
}

type Version = inferRouterOutputs<AppRouter>["admin"]["rules"]["versions"][number];

/** What was set when, by whom: a day lies under the version that began last before it. */
function Versions({ versions, inForce }: { versions: Version[]; inForce: Version | undefined }) {
  return (
    <details className="border-t border-line px-3 py-2 text-sm text-muted">
      <summary className="cursor-pointer rounded-sm">历次规定 {versions.length} 次</summary>
      <ul className="mt-1 pl-4">
        {versions.map((version) => (
          <li key={`${version.from} ${version.setAt}`}>
            {version.from} 起 · {version.setBy} 于 {formatInstant(new Date(version.setAt))} 设定
            {version === inForce ? "（现行）" : ""}
          </li>
        ))}
      </ul>
    </details>
  );
}
