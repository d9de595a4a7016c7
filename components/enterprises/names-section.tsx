"use client";
/** 曾用名与简称 of an enterprise, with the days on which each was borne. */
import { useState } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { EmptyState } from "@/components/shared/empty-state";
import { formatDay } from "@/components/shared/format";
import { newRequestId } from "@/components/shared/request-id";
import { Section } from "@/components/shared/section";
import { useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { NAME_KIND_WORD } from "@/server/domain/other-names";
import type { EnterpriseCard } from "./enterprise-types";
import { NameDialog } from "./name-dialog";

type OtherName = EnterpriseCard["otherNames"][number];

interface Props {
  card: EnterpriseCard;
  edits: boolean;
  onChanged: () => void;
}

const daysOf = ({ validFrom, validTo }: OtherName): string | null => {
  if (validFrom !== null && validTo !== null) return `${formatDay(validFrom)} 至 ${formatDay(validTo)}`;
  if (validFrom !== null) return `${formatDay(validFrom)} 起`;
  return validTo === null ? null : `用到 ${formatDay(validTo)}`;
};

export function NamesSection({ card, edits, onChanged }: Props) {
  const [open, setOpen] = useState<OtherName | "new" | null>(null);
  const [removing, setRemoving] = useState<OtherName | null>(null);
  return (
    <Section
      title="曾用名与简称"
      flush
      actions={
        edits ? (
          <Button size="sm" onClick={() => setOpen("new")}>
            登记名称
          </Button>
        ) : null
      }
    >
      {card.otherNames.length === 0 ? <EmptyState title="没有曾用名和简称" /> : null}
      <ul aria-label="曾用名与简称" className="divide-y divide-line">
        {card.otherNames.map((name) => (
          <li key={name.id} className="flex items-start gap-2 px-3 py-2">
            <span className="min-w-0 flex-1">
              <span className="[overflow-wrap:anywhere]">{name.name}</span>{" "}
              <Badge tone="neutral">{NAME_KIND_WORD[name.kind]}</Badge>
              {daysOf(name) ? <span className="block text-sm text-muted">{daysOf(name)}</span> : null}
            </span>
            {edits ? (
              <span className="flex shrink-0 gap-1">
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={`修改 ${name.name}`}
                  onClick={() => setOpen(name)}
                >
                  修改
                </Button>
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={`移除 ${name.name}`}
                  onClick={() => setRemoving(name)}
                >
                  移除
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {open ? (
        <NameDialog
          card={card}
          name={open === "new" ? null : open}
          onClose={() => setOpen(null)}
          onSaved={onChanged}
        />
      ) : null}
      {removing ? (
        <Removing card={card} name={removing} onClose={() => setRemoving(null)} onRemoved={onChanged} />
      ) : null}
    </Section>
  );
}

interface RemovingProps {
  card: EnterpriseCard;
  name: OtherName;
  onClose: () => void;
  onRemoved: () => void;
}

function Removing({ card, name, onClose, onRemoved }: RemovingProps) {
  const client = useTRPCClient();
  const submission = useSubmission([]);
  const [requestId] = useState(newRequestId);
  const remove = async () => {
    const given = { requestId, id: card.id, expectedVersion: card.version, nameId: name.id };
    if (!(await submission.send(() => client.enterprise.removeName.mutate(given)))) return;
    onRemoved();
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`移除“${name.name}”？`}
      confirmLabel="移除"
      busy={submission.busy}
      error={submission.general}
      onConfirm={() => void remove()}
    >
      登记有误时移除；不再使用的名称请填停用日期。移除后按这个名称不再找到“{card.name}”。
    </ConfirmDialog>
  );
}
