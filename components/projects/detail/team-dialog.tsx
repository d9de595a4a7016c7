"use client";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Combobox, type ComboOption } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import {
  MEMBER_ROLE_NAME,
  type MemberRole,
  type OpenCard,
  type ProjectTeam,
} from "@/server/contracts/project-card";
import { useChoices } from "./use-choices";
import { useRefresh } from "./use-refresh";

interface Member {
  key: number;
  role: MemberRole;
  personName: string;
  accountId: number | null;
}

const ROLES = Object.entries(MEMBER_ROLE_NAME).map(([value, label]) => ({ value, label }));

/** 专班: people of the bureau are picked, others are written by name. Being named here opens a sensitive lead. */
export function TeamDialog({
  card,
  team,
  onClose,
}: {
  card: OpenCard;
  team: ProjectTeam;
  onClose: () => void;
}) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const [requestId] = useState(newRequestId);
  const [members, setMembers] = useState<Member[]>(() =>
    team.members.map(({ id, role, personName, accountId }) => ({ key: id, role, personName, accountId })),
  );
  const sending = useSubmission([]);
  const change = (key: number, part: Partial<Member>) =>
    setMembers((all) => all.map((m) => (m.key === key ? { ...m, ...part } : m)));
  const add = () => {
    const role: MemberRole = members.some((m) => m.role === "head") ? "member" : "head";
    setMembers((all) => [
      ...all,
      { key: -all.length - 1 - Math.random(), role, personName: "", accountId: null },
    ]);
  };
  const save = async () => {
    const named = members
      .filter((m) => m.personName.trim() !== "")
      .map(({ role, personName, accountId }) => ({ role, personName, accountId }));
    if (
      !(await sending.send(() =>
        client.project.setTeam.mutate({ requestId, projectId: card.id, members: named }),
      ))
    )
      return;
    await refresh();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="项目专班"
      description="一个项目一个专班：组长牵头，成员分工，服务专员对接企业。"
      sticky
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" busy={sending.busy} onClick={() => void save()}>
            保存
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-2">
        {members.map((member, index) => (
          <MemberRow
            key={member.key}
            member={member}
            index={index}
            onChange={(part) => change(member.key, part)}
            onRemove={() => setMembers((all) => all.filter((m) => m.key !== member.key))}
          />
        ))}
      </ul>
      <Button className="mt-2" size="sm" icon={<Plus aria-hidden className="size-4" />} onClick={add}>
        添加人员
      </Button>
      {sending.general ? (
        <Notice tone="late" className="mt-3">
          {sending.general}
        </Notice>
      ) : null}
    </Dialog>
  );
}

interface MemberRowProps {
  member: Member;
  index: number;
  onChange: (part: Partial<Member>) => void;
  onRemove: () => void;
}

const BY_NAME = "name:";

function MemberRow({ member, index, onChange, onRemove }: MemberRowProps) {
  const choices = useChoices();
  const [query, setQuery] = useState("");
  const people = (choices?.owners ?? []).map(
    (o): ComboOption => ({
      value: String(o.id),
      label: o.name,
      ...(o.unitName ? { note: o.unitName, keywords: o.unitName } : {}),
    }),
  );
  const value =
    member.accountId === null
      ? member.personName
        ? BY_NAME + member.personName
        : null
      : String(member.accountId);
  const known = value === null || people.some((p) => p.value === value);
  const typed = query.trim();
  const byName = (name: string): ComboOption => ({ value: BY_NAME + name, label: name, note: "外单位人员" });
  const options = [
    ...people,
    ...(known ? [] : [byName(member.personName)]),
    ...(typed && typed !== member.personName && !people.some((p) => p.label === typed)
      ? [byName(typed)]
      : []),
  ];
  return (
    <li className="flex items-center gap-2">
      <div className="w-28 shrink-0">
        <Select
          aria-label={`第${index + 1}人的职责`}
          options={ROLES}
          value={member.role}
          onChange={(event) => onChange({ role: event.target.value as MemberRole })}
        />
      </div>
      <div className="min-w-0 flex-1">
        <Combobox
          aria-label={`第${index + 1}人`}
          options={options}
          value={value}
          onQuery={setQuery}
          placeholder="姓名"
          onChange={(next) => {
            const person = people.find((p) => p.value === next);
            onChange({
              accountId: person ? Number(person.value) : null,
              personName: person?.label ?? next?.slice(BY_NAME.length) ?? "",
            });
          }}
        />
      </div>
      <IconButton
        label={`移除第${index + 1}人`}
        icon={<X aria-hidden className="size-4" />}
        onClick={onRemove}
      />
    </li>
  );
}
