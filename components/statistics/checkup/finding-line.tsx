"use client";
/** One finding: what it speaks of, its numbers beside each other, what mends it, and who has found it right. */
import Link from "next/link";
import { useState } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { DeedDialog } from "@/components/shared/deed-dialog";
import { formatDay, formatInstant } from "@/components/shared/format";
import { useTRPCClient } from "@/components/shared/trpc";
import { Button, ButtonLink } from "@/components/ui/button";
import type { Deed, Finding, FindingProject } from "@/server/contracts/checkup";
import { type CheckId, checkOf } from "@/server/domain/checkup";
import type { StatMonth } from "@/server/domain/periods";
import { ComparedNumbers } from "./compared-numbers";

interface FindingProps {
  check: CheckId;
  month: StatMonth;
  finding: Finding;
}

type Asked = "accept" | "revoke" | Extract<Deed, { kind: "set" }>;

/** Numbers that should agree are compared digit by digit; of sums that run over only the size matters. */
const MARKED: readonly CheckId[] = [
  "sums",
  "year-to-date",
  "ratios",
  "voucher-twice",
  "voucher-reused",
  "slip-digits",
  "slip-unit",
  "filed-registered",
];

export function FindingLine({ check, month, finding }: FindingProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { project, other, words, numbers, since, deeds, mender, acceptable, accepted } = finding;
  return (
    <li className="flex flex-col gap-1 border-t border-line px-3 py-2 lg:flex-row lg:items-start lg:gap-3">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          {project ? (
            <>
              {project.chainName === null ? null : (
                <ChainDot index={project.chainHue} className="self-center" />
              )}
              <ProjectLink project={project} />
            </>
          ) : null}
          {other ? (
            <span className="text-muted">
              与 <ProjectLink project={other} />
            </span>
          ) : null}
          {words ? <span>{words}</span> : null}
          {since === null ? null : <span className="text-sm text-faint">自 {formatDay(since)}</span>}
        </p>
        <ComparedNumbers numbers={numbers} mark={MARKED.includes(check)} />
        {accepted ? (
          <p className="text-sm text-ok">
            已核实：{accepted.reason}（{accepted.by}，{formatInstant(new Date(accepted.at))}
            ，数字不变则一直有效）
          </p>
        ) : null}
      </div>
      <div className="no-print flex shrink-0 flex-wrap items-center gap-2">
        {accepted === null
          ? deeds.map((deed) => <DeedButton key={deed.label} deed={deed} onAsk={setAsked} />)
          : null}
        {mender === null || accepted ? null : (
          <span className="text-sm text-muted">由承办人 {mender} 改正</span>
        )}
        {acceptable ? (
          <Button size="sm" variant="ghost" onClick={() => setAsked("accept")}>
            已核实，无误
          </Button>
        ) : null}
        {accepted?.revocable ? (
          <Button size="sm" variant="ghost" onClick={() => setAsked("revoke")}>
            撤回认可
          </Button>
        ) : null}
      </div>
      {asked ? <FindingDialog {...{ check, month, finding, asked }} onClose={() => setAsked(null)} /> : null}
    </li>
  );
}

const UNSEEN = "他人登记的项目";

const ProjectLink = ({ project: { id, name, number } }: { project: FindingProject }) =>
  name === null ? (
    <span className="text-muted">{UNSEEN}</span>
  ) : (
    <>
      <Link href={`/projects/${id}`} className="font-medium hover:underline">
        {name}
      </Link>{" "}
      <span className="text-sm text-faint">{number}</span>
    </>
  );

const DeedButton = ({ deed, onAsk }: { deed: Deed; onAsk: (asked: Asked) => void }) =>
  deed.kind === "open" ? (
    <ButtonLink size="sm" href={deed.href}>
      {deed.label}
    </ButtonLink>
  ) : (
    <Button size="sm" variant="primary" onClick={() => onAsk(deed)}>
      {deed.label}
    </Button>
  );

function FindingDialog({
  check,
  month,
  finding,
  asked,
  onClose,
}: FindingProps & { asked: Asked; onClose: () => void }) {
  const client = useTRPCClient().statistics;
  const projects = useTRPCClient().project;
  const { subject, digest, accepted, numbers, project } = finding;
  const { name, why } = checkOf(check);
  if (asked === "accept")
    return (
      <DeedDialog
        title={`${name}：已核实，无误`}
        confirm="认可"
        reason="核实了什么"
        perform={(reason, requestId) =>
          client.acceptFinding.mutate({ requestId, month, check, subject, digest, reason })
        }
        onClose={onClose}
      >
        <p className="mb-2">{why}。认可后不再提醒，也不妨碍关账；数字一变，认可即失效。</p>
        <ComparedNumbers numbers={numbers} mark={false} />
      </DeedDialog>
    );
  if (asked === "revoke")
    return (
      <DeedDialog
        title="撤回认可"
        confirm="撤回"
        perform={(_, requestId) => client.revokeAcceptance.mutate({ requestId, id: accepted?.id ?? 0 })}
        onClose={onClose}
      >
        撤回后重新列为{name}；谁认可过、为什么，仍留在审计日志里。
      </DeedDialog>
    );
  const { projectId, version, field, value, label } = asked;
  const [from, to] = [numbers[1], numbers[0]];
  return (
    <DeedDialog
      title={`${label}：${project?.name ?? ""}`}
      confirm="改正"
      reason="原因"
      perform={(reason, requestId) =>
        projects.edit.mutate({
          requestId,
          projectId,
          expectedVersion: version,
          patch: { [field]: value },
          reason,
        })
      }
      onClose={onClose}
    >
      <p className="mb-2">
        {from?.label}改为与{to?.label}相同。请先对照原件：如果错的是{to?.label}，请打开项目修改。
      </p>
      <ComparedNumbers numbers={numbers} mark />
    </DeedDialog>
  );
}
