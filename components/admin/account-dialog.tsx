"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { PASSWORD_RULE, USERNAME_RULE } from "@/server/contracts/account";
import { ROLE_NAME, ROLES, type Role } from "@/server/domain/permissions";
import { needsUnit } from "@/server/domain/roles-of-units";
import type { AccountLine } from "./admin-types";

const FIELDS = ["username", "displayName", "post", "role", "unitId", "password"];

/** Makes a new account or changes one; a new first password is set here too. */
export function AccountDialog({
  account,
  onClose,
  onSaved,
}: {
  account: AccountLine | null;
  onClose: () => void;
  onSaved: () => void;
}) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const units = useQuery(trpc.admin.units.queryOptions());
  const submission = useSubmission(FIELDS);
  const [requestId] = useState(newRequestId);
  const [form, setForm] = useState({
    username: account?.username ?? "",
    displayName: account?.displayName ?? "",
    post: account?.post ?? "",
    role: (account?.role ?? "officer") as Role,
    unitId: account?.unitId ?? null,
    active: account?.active ?? true,
    password: "",
  });
  const set = (change: Partial<typeof form>) => setForm((f) => ({ ...f, ...change }));
  const save = async () => {
    const { username, password, active, ...common } = form;
    const done = await submission.send(async () => {
      if (!account) return client.admin.createAccount.mutate({ requestId, username, password, ...common });
      await client.admin.editAccount.mutate({ accountId: account.id, active, ...common });
      if (password) await client.admin.resetPassword.mutate({ accountId: account.id, password });
    });
    if (done) {
      onSaved();
      onClose();
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={account ? `账号 ${account.username}` : "新建账号"}
      sticky
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" disabled={submission.busy} onClick={() => void save()}>
            {account ? "保存" : "新建"}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        {submission.general ? (
          <div className="sm:col-span-2">
            <Notice tone="late">{submission.general}</Notice>
          </div>
        ) : null}
        <Field
          label="账号"
          required
          hint={account ? "账号不能修改" : USERNAME_RULE}
          error={submission.problemAt("username")}
        >
          <TextField
            value={form.username}
            disabled={account !== null}
            onChange={(e) => set({ username: e.target.value })}
          />
        </Field>
        <Field label="姓名" required error={submission.problemAt("displayName")}>
          <TextField value={form.displayName} onChange={(e) => set({ displayName: e.target.value })} />
        </Field>
        <Field label="角色" required error={submission.problemAt("role")}>
          <Select
            value={form.role}
            onChange={(e) => set({ role: e.target.value as Role })}
            options={ROLES.map((r) => ({ value: r, label: ROLE_NAME[r] }))}
          />
        </Field>
        <Field
          label="单位"
          required={needsUnit(form.role)}
          hint={needsUnit(form.role) && !submission.problemAt("unitId") ? "按单位办理和查看项目" : undefined}
          error={submission.problemAt("unitId")}
        >
          <Select
            value={form.unitId === null ? "" : String(form.unitId)}
            onChange={(e) => set({ unitId: e.target.value ? Number(e.target.value) : null })}
            placeholder={needsUnit(form.role) ? "请选择" : "无"}
            options={(units.data ?? [])
              .filter((u) => u.active)
              .map((u) => ({ value: String(u.id), label: u.name }))}
          />
        </Field>
        <Field label="职务" error={submission.problemAt("post")}>
          <TextField value={form.post} onChange={(e) => set({ post: e.target.value })} />
        </Field>
        <Field
          label={account ? "重置密码" : "初始密码"}
          required={!account}
          hint={`${account ? "不改则留空；" : ""}${PASSWORD_RULE}；首次登录须修改`}
          error={submission.problemAt("password")}
        >
          <TextField
            type="password"
            autoComplete="new-password"
            value={form.password}
            onChange={(e) => set({ password: e.target.value })}
          />
        </Field>
        {account ? (
          <Checkbox
            label="在用"
            hint={
              account.projects > 0
                ? `停用后立即退出。名下还有 ${account.projects} 个项目，请局长或科长先办离任移交（项目，按承办人筛选）`
                : "停用后立即退出"
            }
            checked={form.active}
            onChange={(e) => set({ active: e.target.checked })}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
