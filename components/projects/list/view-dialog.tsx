"use client";

import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useSubmission } from "@/components/shared/use-submission";
import { useCan, useViewer } from "@/components/shared/viewer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { type SavedView, VIEW_KINDS, type ViewKind, type ViewState } from "@/server/contracts/project-view";
import { can, ROLE_NAME, ROLES, type Role, scopeOf } from "@/server/domain/permissions";
import { useChoices } from "../detail/use-choices";

interface ViewDialogProps {
  /** The view to change; without one a new view is made. */
  view: SavedView | undefined;
  state: ViewState;
  onClose: () => void;
  onSaved: (id: number) => void;
}

const FIELDS = ["name", "kind", "unitId", "role"];
const READERS = ROLES.filter((role) => can({ role }, "project:read"));

/** A name for the view, and who finds it. */
export function ViewDialog({ view, state, onClose, onSaved }: ViewDialogProps) {
  const viewer = useViewer();
  const share = scopeOf(viewer, "view:share");
  const client = useTRPCClient();
  const refresh = useRefresh();
  const sending = useSubmission(FIELDS);
  const [requestId] = useState(newRequestId);
  const [name, setName] = useState(view?.name ?? "");
  const [kind, setKind] = useState<ViewKind>(view?.kind ?? "own");
  const [unit, setUnit] = useState(
    view ? String(view.unitId ?? "") : share === "all" ? "" : String(viewer.unitId ?? ""),
  );
  const [role, setRole] = useState<string>(view?.role ?? "");
  const submit = () =>
    void sending.send(async () => {
      const written = {
        requestId,
        name,
        kind,
        unitId: kind === "shared" && unit !== "" ? Number(unit) : null,
        role: kind === "role" && role !== "" ? (role as Role) : null,
        state,
      };
      const { id } = view
        ? await client.view.save.mutate({ ...written, id: view.id, expectedVersion: view.version })
        : await client.view.create.mutate(written);
      await refresh();
      onSaved(id);
      onClose();
    });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={view ? `视图“${view.name}”` : "存为视图"}
      description="保存现在的条件、排序、分组、列和行高；打开的人只看到自己有权看的项目。"
      sticky={name !== ""}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" busy={sending.busy} onClick={submit}>
            保存
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label="名称" required error={sending.problemAt("name")}>
          <TextField value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
        </Field>
        <KindChoice kind={kind} onKind={setKind} problem={sending.problemAt("kind")} />
        {kind === "shared" ? (
          <UnitChoice unit={unit} onUnit={setUnit} problem={sending.problemAt("unitId")} />
        ) : null}
        {kind === "role" ? (
          <Field label="角色" required error={sending.problemAt("role")} hint="打开项目列表时先看到它">
            <Select
              value={role}
              placeholder="请选择"
              onChange={(event) => setRole(event.target.value)}
              options={READERS.map((one) => ({ value: one, label: ROLE_NAME[one] }))}
            />
          </Field>
        ) : null}
        {sending.general ? (
          <p role="alert" className="text-late">
            {sending.general}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}

interface KindChoiceProps {
  kind: ViewKind;
  onKind: (kind: ViewKind) => void;
  problem: string | undefined;
}

function KindChoice({ kind, onKind, problem }: KindChoiceProps) {
  const shares = useCan("view:share");
  const defaults = useCan("view:set-default");
  const kinds: ViewKind[] = [
    "own",
    ...(shares ? (["shared"] as const) : []),
    ...(defaults ? (["role"] as const) : []),
  ];
  if (kinds.length === 1) return null;
  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm font-medium text-muted">谁能看到</span>
      <Segmented
        label="谁能看到"
        value={kind}
        onChange={onKind}
        className="self-start"
        options={kinds.map((value) => ({ value, label: VIEW_KINDS[value] }))}
      />
      {problem ? <p className="text-sm text-late">{problem}</p> : null}
    </div>
  );
}

interface UnitChoiceProps {
  unit: string;
  onUnit: (unit: string) => void;
  problem: string | undefined;
}

/** Everybody or one unit; who shares only within the own unit is told so. */
function UnitChoice({ unit, onUnit, problem }: UnitChoiceProps) {
  const viewer = useViewer();
  const choices = useChoices();
  const all = scopeOf(viewer, "view:share") === "all";
  const units = [...(choices?.departments ?? []), ...(choices?.streets ?? [])].filter(
    ({ id }) => all || id === viewer.unitId,
  );
  const options = units.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Field label="共享给" required error={problem} {...(all ? {} : { hint: "您可以共享给本部门" })}>
      <Select
        value={unit}
        onChange={(event) => onUnit(event.target.value)}
        options={all ? [{ value: "", label: "全体" }, ...options] : options}
      />
    </Field>
  );
}
