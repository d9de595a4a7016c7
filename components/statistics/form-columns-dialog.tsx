"use client";
/** What the columns of a form's list of projects hold: proposed from its header, changed here, kept as the next version. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useRequestId } from "@/components/shared/use-request-id";
import { useSubmission } from "@/components/shared/use-submission";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import type { FormColumns, OwnForm } from "@/server/contracts/own-form";

type Changes = ReadonlyMap<number, string | null>;

export function FormColumnsDialog({ form, onClose }: { form: OwnForm; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const refresh = useRefresh();
  const requestOf = useRequestId();
  const sending = useSubmission(["columns"]);
  const [changes, setChanges] = useState<Changes>(new Map());
  const { data, error, refetch } = useQuery(trpc.form.columns.queryOptions({ id: form.id }));
  const save = async () => {
    const columns = [...changes].map(([column, word]) => ({ column, word }));
    const content = { id: form.id, expectedVersion: form.version, columns };
    const work = () => client.form.remap.mutate({ requestId: requestOf(content), ...content });
    if (!(await sending.send(work))) return;
    await refresh();
    onClose();
  };
  const said = sending.problemAt("columns") ?? sending.general;
  return (
    <Dialog
      open
      sticky={changes.size > 0}
      onOpenChange={onClose}
      title={`“${form.name}”的列对应`}
      description="左边是表头，右边是填入的内容。保存后成为新版本，以后都按它填。"
      footer={
        <>
          {said ? (
            <p role="alert" className="mr-auto text-sm text-late">
              {said}
            </p>
          ) : null}
          <Button onClick={onClose}>取消</Button>
          <Button
            variant="primary"
            disabled={changes.size === 0}
            busy={sending.busy}
            onClick={() => void save()}
          >
            保存为新版本
          </Button>
        </>
      }
    >
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Skeleton className="h-48 w-full" /> : null}
      {data ? (
        <ColumnList
          list={data}
          changes={changes}
          onChange={(column, word) => setChanges(new Map(changes).set(column, word))}
        />
      ) : null}
    </Dialog>
  );
}

interface ColumnListProps {
  list: FormColumns;
  changes: Changes;
  onChange: (column: number, word: string | null) => void;
}

function ColumnList({ list, changes, onChange }: ColumnListProps) {
  const options = list.words.map((word) => ({ value: word, label: word }));
  return (
    <ul className="flex flex-col gap-1">
      {list.columns.map(({ column, cell, heading, word, fixed }) => {
        const chosen = changes.has(column) ? (changes.get(column) ?? null) : word;
        const name = heading === "" ? cell : heading;
        return (
          <li key={column} className="grid min-h-9 grid-cols-[minmax(0,1fr)_13rem] items-center gap-3">
            <span className="truncate" title={name}>
              {name} {heading === "" ? null : <span className="text-sm text-faint">{cell}</span>}
            </span>
            {fixed === null ? (
              <Select
                aria-label={`${name} 填入`}
                placeholder="留空"
                value={chosen ?? ""}
                options={options}
                onChange={(event) => onChange(column, event.target.value || null)}
              />
            ) : (
              <span className="truncate text-sm text-muted" title={`${fixed}（在表中修改后上传新版本）`}>
                {fixed}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
