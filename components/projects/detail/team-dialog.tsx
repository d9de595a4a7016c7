"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
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
import { ListClash } from "./list-clash";
import { useListSaving } from "./use-list-saving";

interface Member {
  key: number;
  role: MemberRole;
  personName: string;
  accountId: number | null;
}

const ROLES = Object.entries(MEMBER_ROLE_NAME).map(([value, label]) => ({ value, label }));

interface TeamDialogProps {
  card: OpenCard;
  team: ProjectTeam;
  onClose: () => void;
}

const membersOf = (team: ProjectTeam): Member[] =>
  team.members.map(({ id, role, personName, accountId }) => ({ key: id, role, personName, accountId }));

const lineOf = ({ role, personName }: Pick<Member, "role" | "personName">): string =>
  `${MEMBER_ROLE_NAME[role] ?? role} ${personName}`;

function useTeamDraft({ card, team, onClose }: TeamDialogProps) {
  const client = useTRPCClient();
  const [members, setMembers] = useState<Member[]>(() => membersOf(team));
  const [added, setAdded] = useState(0);
  const named = members.filter((m) => m.personName.trim() !== "").map(({ key: _key, ...member }) => member);
  const saving = useListSaving({
    projectId: card.id,
    team,
    write: (frame) => client.project.setTeam.mutate({ ...frame, members: named }),
    onDone: onClose,
  });
  return {
    members,
    change: (key: number, part: Partial<Member>) =>
      setMembers((all) => all.map((m) => (m.key === key ? { ...m, ...part } : m))),
    remove: (key: number) => setMembers((all) => all.filter((m) => m.key !== key)),
    add: () => {
      const role: MemberRole = members.some((m) => m.role === "head") ? "member" : "head";
      // Stored members have positive keys.
      setMembers((all) => [...all, { key: -1 - added, role, personName: "", accountId: null }]);
      setAdded((n) => n + 1);
    },
    takeOver: (now: ProjectTeam) => {
      setMembers(membersOf(now));
      saving.goOnFrom(now);
    },
    ...saving,
  };
}

/** 专班: people of the bureau are picked, others are written by name. Being named here opens a sensitive lead. */
export function TeamDialog(props: TeamDialogProps) {
  const { members, change, remove, add, save, sending, ...form } = useTeamDraft(props);
  const { card, onClose } = props;
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
      {sending.conflicts.length > 0 ? (
        <ListClash
          projectId={card.id}
          conflicts={sending.conflicts}
          lines={(now) => now.members.map(lineOf)}
          mine={members.filter((m) => m.personName.trim() !== "").map(lineOf)}
          busy={sending.busy}
          onTakeTheirs={form.takeOver}
          onKeepMine={(now) => void form.keepMine(now)}
        />
      ) : null}
      <ul className="flex flex-col gap-2">
        {members.map((member, index) => (
          <MemberRow
            key={member.key}
            member={member}
            index={index}
            onChange={(part) => change(member.key, part)}
            onRemove={() => remove(member.key)}
          />
        ))}
      </ul>
      <Button className="mt-2" size="sm" icon={<Plus aria-hidden className="size-4" />} onClick={add}>
        添加人员
      </Button>
      {sending.general && sending.conflicts.length === 0 ? (
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

const byName = (name: string): ComboOption => ({ value: BY_NAME + name, label: name, note: "外单位人员" });

const chosenValue = ({ accountId, personName }: Member): string | null =>
  accountId !== null ? String(accountId) : personName ? BY_NAME + personName : null;

function useCandidates(): ComboOption[] {
  const trpc = useTRPC();
  const people = useQuery(trpc.project.teamCandidates.queryOptions()).data ?? [];
  return people.map(({ id, name, unitName, post }) => {
    const note = [unitName, post].filter(Boolean).join(" · ");
    return note
      ? { value: String(id), label: name, note, keywords: note }
      : { value: String(id), label: name };
  });
}

function MemberRow({ member, index, onChange, onRemove }: MemberRowProps) {
  const people = useCandidates();
  const [query, setQuery] = useState("");
  const value = chosenValue(member);
  const typed = query.trim();
  const options = [
    ...people,
    // Somebody who has left the bureau, or never belonged to it, still shows.
    ...(value === null || people.some((p) => p.value === value)
      ? []
      : [{ ...byName(member.personName), value }]),
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
