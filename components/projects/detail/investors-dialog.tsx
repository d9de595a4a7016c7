"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTRPCClient } from "@/components/shared/trpc";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { OpenCard, ProjectTeam } from "@/server/contracts/project-card";
import { sharesProblem, sumOfShares } from "@/server/domain/investors";
import { draftsOf, type InvestorDraft, investorsOf, moved, named, readShare } from "./investor-draft";
import { InvestorRow } from "./investor-row";
import { ListClash } from "./list-clash";
import { useListSaving } from "./use-list-saving";

interface InvestorsDialogProps {
  card: OpenCard;
  team: ProjectTeam;
  onClose: () => void;
}

const AT_MOST = 30;

function useInvestorsDraft({ card, team, onClose }: InvestorsDialogProps) {
  const client = useTRPCClient();
  const [drafts, setDrafts] = useState<InvestorDraft[]>(() => draftsOf(team, card.basics));
  const [added, setAdded] = useState(0);
  const investors = investorsOf(drafts);
  const saving = useListSaving({
    projectId: card.id,
    team,
    fields: investors.flatMap((_, i) => [`investors.${i}.name`, `investors.${i}.uscc`]),
    write: (frame) => client.project.setInvestors.mutate({ ...frame, investors }),
    onDone: onClose,
  });
  // Stored enterprises have positive keys.
  const blank = { key: -1 - added, main: false, enterpriseId: null, name: "", uscc: "", usccReason: "" };
  return {
    drafts,
    investors,
    change: (key: number, part: Partial<InvestorDraft>) => {
      setDrafts((all) => all.map((d) => (d.key === key ? { ...d, ...part } : d)));
    },
    remove: (key: number) => setDrafts((all) => all.filter((d) => d.key !== key)),
    move: (from: number, to: number) => setDrafts((all) => moved(all, from, to)),
    add: () => {
      setDrafts((all) => [...all, { ...blank, share: "" }]);
      setAdded((n) => n + 1);
    },
    takeOver: (now: ProjectTeam) => {
      setDrafts(draftsOf(now, card.basics));
      saving.goOnFrom(now);
    },
    ...saving,
  };
}

const lineOf = (name: string, shareBasisPoints: number | null): string =>
  shareBasisPoints === null ? name : `${name} ${shareBasisPoints / 100}%`;

/** 投资方与股比: the main investor and those who pay besides, in order, with what each holds. */
export function InvestorsDialog(props: InvestorsDialogProps) {
  const form = useInvestorsDraft(props);
  const { drafts, investors, sending } = form;
  const { card, onClose } = props;
  const unreadable = named(drafts).some((d) => readShare(d.share) === "wrong");
  const tooMuch = sharesProblem(investors);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="投资方与股比"
      description="主投资方随概况，不能在此移除；统计按主投资方计一次，不因投资方多而重复。"
      size="lg"
      sticky
      footer={
        <>
          <SumWords basisPoints={sumOfShares(investors)} problem={tooMuch} />
          <Button onClick={onClose}>取消</Button>
          <Button
            variant="primary"
            busy={sending.busy}
            disabled={unreadable || tooMuch !== null}
            onClick={() => void form.save()}
          >
            保存
          </Button>
        </>
      }
    >
      {sending.conflicts.length > 0 ? (
        <ListClash
          projectId={card.id}
          conflicts={sending.conflicts}
          lines={(now) => now.investors.map((i) => lineOf(i.name, i.shareBasisPoints))}
          mine={investors.map((i) => lineOf(i.name, i.shareBasisPoints))}
          busy={sending.busy}
          onTakeTheirs={form.takeOver}
          onKeepMine={(now) => void form.keepMine(now)}
        />
      ) : null}
      <ol className="flex flex-col gap-2">
        {drafts.map((draft, index) => (
          <InvestorRow
            key={draft.key}
            draft={draft}
            index={index}
            last={index === drafts.length - 1}
            problemAt={(part) =>
              sending.problemAt(`investors.${named(drafts).findIndex((d) => d.key === draft.key)}.${part}`)
            }
            onChange={(part) => form.change(draft.key, part)}
            onMove={(step) => form.move(index, index + step)}
            onRemove={() => form.remove(draft.key)}
          />
        ))}
      </ol>
      <Button
        className="mt-3"
        size="sm"
        icon={<Plus aria-hidden className="size-4" />}
        disabled={drafts.length >= AT_MOST}
        onClick={form.add}
      >
        添加投资方
      </Button>
      {sending.general && sending.conflicts.length === 0 ? (
        <Notice tone="late" className="mt-3">
          {sending.general}
        </Notice>
      ) : null}
    </Dialog>
  );
}

/** What the shares add up to so far; more than the whole says so at once. */
function SumWords({ basisPoints, problem }: { basisPoints: number; problem: string | null }) {
  const rest = 10_000 - basisPoints;
  return (
    <p className="mr-auto text-sm" aria-live="polite">
      {problem ? <span className="text-late">{problem}</span> : null}
      {!problem && basisPoints > 0 ? (
        <span className="text-muted tabular-nums">
          股比合计 {basisPoints / 100}%{rest > 0 ? `，其余 ${rest / 100}% 未列明` : ""}
        </span>
      ) : null}
    </p>
  );
}
