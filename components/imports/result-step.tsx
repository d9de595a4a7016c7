"use client";
/** 导入: what the system made of the ledger beside the ledger itself, and what is still to be filled in. */
import Link from "next/link";
import { formatCount, formatInstant } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { UnitWord } from "@/components/shared/unit-switch";
import { Notice } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import type { ImportResult } from "@/server/contracts/import-batch";
import { MILESTONE_NAME, MILESTONES } from "@/server/domain/milestones";
import { DetailResultNotice } from "./detail-result";
import { differences } from "./ledger-figures";
import { PlainTable } from "./plain-table";
import { StepSection } from "./step-section";
import { TotalsTable } from "./totals-table";
import type { Batch } from "./use-import-batch";

export function ResultStep({ batch, result }: { batch: Batch; result: ImportResult }) {
  const { scene } = batch;
  const year = scene.summary?.year ?? 0;
  const unequal = differences(result.ledger, result.totals, year);
  const live = scene.state === "committed";
  const listHref = `/projects?import=${scene.id}`;
  const ledger = (scene.summary?.tables.length ?? 0) > 0;
  return (
    <div id="result" className="flex scroll-mt-3 flex-col gap-3">
      {result.details ? <DetailResultNotice result={result.details} live={live} /> : null}
      {ledger ? (
        <Section
          title={live ? "导入结果" : "导入结果（已撤销）"}
          note={formatInstant(new Date(result.committedAt))}
          actions={
            live ? (
              <ButtonLink size="sm" href={listHref}>
                查看这一批的项目
              </ButtonLink>
            ) : null
          }
          flush
        >
          <div className="flex flex-col gap-2 p-3">
            <p>
              导入 <strong className="font-semibold">{formatCount(result.projects)}</strong> 个项目，
              {result.changed > 0 ? (
                <>
                  更新 <strong className="font-semibold">{formatCount(result.changed)}</strong> 个已有项目（
                  {formatCount(result.fields)} 处），
                </>
              ) : null}
              {formatCount(result.skipped)} 行没有进入；新建企业 {formatCount(result.enterprises)} 家
              {result.newChains.length > 0 ? `；新建产业链 ${result.newChains.join("、")}` : ""}
              {result.newUnits.length > 0 ? `；新建部门 ${result.newUnits.join("、")}` : ""}。
            </p>
            {unequal.length === 0 ? (
              <Notice tone="ok">系统合计与台账合计完全一致。</Notice>
            ) : (
              <Notice tone="late">
                系统合计与台账有 {unequal.length} 处不一致：{unequal.join("、")}。请先核对，必要时撤销整批。
              </Notice>
            )}
            {live && scene.unowned.count > 0 ? <Unowned scene={scene} listHref={listHref} /> : null}
            <p className="text-sm text-muted">
              金额单位：
              <UnitWord />
              。本年到位和固投为期初数，截至{scene.summary?.cutoff ? ` ${scene.summary.cutoff}` : "导入当日"}
              。
            </p>
          </div>
          <TotalsTable
            compared
            year={year}
            order={scene.chainChoices.map((c) => c.name)}
            sides={[
              { title: "台账", totals: result.ledger },
              { title: "系统", totals: result.totals },
            ]}
          />
        </Section>
      ) : null}
      {live && result.missing.length > 0 ? (
        <Missing missing={result.missing} projects={result.projects} listHref={listHref} />
      ) : null}
    </div>
  );
}

/** A ledger names no accounts: until somebody is in charge, only the director and the statisticians see a lead. */
function Unowned({ scene, listHref }: { scene: Batch["scene"]; listHref: string }) {
  const { count, visible } = scene.unowned;
  return (
    <Notice tone="warn">
      <Link href={`${listHref}&unowned=1`} className="font-semibold underline">
        {formatCount(count)} 个项目没有责任人
      </Link>
      （承办人未定），未签约的只有局长和统计看得到。请局长或科长在项目列表中批量指派。
      {visible < count ? `您的查看范围内有 ${formatCount(visible)} 个。` : ""}
    </Notice>
  );
}

/** What the gates ask for and the ledger did not bring, milestone by milestone. */
function Missing(props: { missing: ImportResult["missing"]; projects: number; listHref: string }) {
  const byMilestone = MILESTONES.map((milestone) => MILESTONE_NAME[milestone])
    .map((name) => [name, props.missing.filter((one) => one.milestone === name)] as const)
    .filter(([, items]) => items.length > 0);
  return (
    <StepSection
      anchor="missing"
      title="待补材料"
      summary={`${byMilestone.length} 个节点、${props.missing.length} 项，台账没有带来，按项目补齐`}
    >
      <PlainTable
        label="待补材料"
        columns={[{ header: "节点" }, { header: "缺什么" }, { header: "项目（个）", figure: true }]}
      >
        {byMilestone.flatMap(([milestone, items]) =>
          items.map(({ label, count }, at) => (
            <tr key={`${milestone} ${label}`} className="border-t border-line">
              <th scope="row" className="px-3 py-1 text-left font-normal whitespace-nowrap">
                {at === 0 ? milestone : <span className="sr-only">{milestone}</span>}
              </th>
              <td className="px-3 py-1">{label}</td>
              <td className="figure px-3 py-1">{formatCount(count)}</td>
            </tr>
          )),
        )}
      </PlainTable>
      <p className="border-t border-line px-3 py-2 text-sm text-muted">
        在
        <Link href={props.listHref} className="mx-1 underline hover:text-accent">
          这一批的 {formatCount(props.projects)} 个项目
        </Link>
        中逐个补齐；项目页的节点条件会写明还差什么。
      </p>
    </StepSection>
  );
}
