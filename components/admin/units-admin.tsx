"use client";
/** Departments, sections, streets and parks. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { Section } from "@/components/shared/section";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { SimpleTable } from "@/components/table/simple-table";
import { Badge, Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import { UNIT_KINDS } from "@/server/contracts/organisation";

type Kind = keyof typeof UNIT_KINDS;
interface UnitForm {
  id: number | null;
  name: string;
  kind: Kind;
  position: number;
  active: boolean;
}

export function UnitsAdmin() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.admin.units.queryOptions());
  const [edited, setEdited] = useState<UnitForm | null>(null);
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-96 w-full" />;
  return (
    <Section
      title="部门与街道"
      note={`${data.length} 个`}
      flush
      actions={
        <Button
          variant="primary"
          size="sm"
          onClick={() =>
            setEdited({ id: null, name: "", kind: "department", position: data.length + 1, active: true })
          }
        >
          新建
        </Button>
      }
    >
      {data.length === 0 ? (
        <EmptyState title="还没有部门与街道">
          先建招商科室，再建主办部门、街道和园区；账号和项目都归到其中一个。
        </EmptyState>
      ) : (
        <SimpleTable
          label="部门与街道"
          rows={data}
          rowId={(u) => u.id}
          columns={[
            {
              header: "名称",
              cell: (u) => (
                <button
                  type="button"
                  className="hover:underline"
                  onClick={() => setEdited({ ...u, kind: u.kind as Kind })}
                >
                  {u.name}
                </button>
              ),
            },
            { header: "类别", cell: (u) => UNIT_KINDS[u.kind as Kind] ?? u.kind },
            { header: "顺序", align: "end", cell: (u) => u.position },
            { header: "状态", cell: (u) => (u.active ? "在用" : <Badge>停用</Badge>) },
          ]}
        />
      )}
      {edited ? (
        <UnitDialog
          start={edited}
          onClose={() => setEdited(null)}
          onSaved={() => void cache.invalidateQueries(trpc.admin.units.queryFilter())}
        />
      ) : null}
    </Section>
  );
}

function UnitDialog({
  start,
  onClose,
  onSaved,
}: {
  start: UnitForm;
  onClose: () => void;
  onSaved: () => void;
}) {
  const client = useTRPCClient();
  const submission = useSubmission(["name", "kind", "position"]);
  const [form, setForm] = useState(start);
  const save = async () => {
    const { id, name, kind, position, active } = form;
    if (await submission.send(() => client.admin.saveUnit.mutate({ id, name, kind, position, active }))) {
      onSaved();
      onClose();
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={start.id === null ? "新建部门或街道" : start.name}
      size="sm"
      sticky
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" disabled={submission.busy} onClick={() => void save()}>
            保存
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {submission.general ? <Notice tone="late">{submission.general}</Notice> : null}
        <Field label="名称" required error={submission.problemAt("name")}>
          <TextField value={form.name} onChange={(e) => setForm({ ...form, name: e.target.value })} />
        </Field>
        <Field label="类别" error={submission.problemAt("kind")}>
          <Select
            value={form.kind}
            onChange={(e) => setForm({ ...form, kind: e.target.value as Kind })}
            options={Object.entries(UNIT_KINDS).map(([value, label]) => ({ value, label }))}
          />
        </Field>
        <Field label="顺序" error={submission.problemAt("position")}>
          <TextField
            inputMode="numeric"
            value={String(form.position)}
            onChange={(e) => setForm({ ...form, position: Number(e.target.value.replace(/\D/g, "")) })}
          />
        </Field>
        <Checkbox
          label="在用"
          hint="停用后不再出现在选项中，历史不变"
          checked={form.active}
          onChange={(e) => setForm({ ...form, active: e.target.checked })}
        />
      </div>
    </Dialog>
  );
}
