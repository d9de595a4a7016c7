"use client";
/** 账号: made, changed, unlocked and stopped by the account administrator. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { formatInstant, NONE } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { SimpleTable } from "@/components/table/simple-table";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { lacksUnit } from "@/server/contracts/account";
import { ROLE_NAME, type Role } from "@/server/domain/permissions";
import { AccountDialog } from "./account-dialog";
import type { AccountLine } from "./admin-types";

const hasNoUnit = (a: AccountLine) => lacksUnit({ ...a, role: a.role as Role });
const isInOrder = (a: AccountLine) => a.active && !a.mustChangePassword && !a.locked && !hasNoUnit(a);

export function AccountsAdmin() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.admin.accounts.queryOptions());
  const [edited, setEdited] = useState<AccountLine | "new" | null>(null);
  const refresh = () => cache.invalidateQueries(trpc.admin.accounts.queryFilter());
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-96 w-full" />;
  return (
    <Section
      title="账号"
      note={`${data.length} 个`}
      flush
      actions={
        <Button variant="primary" size="sm" onClick={() => setEdited("new")}>
          新建账号
        </Button>
      }
    >
      <SimpleTable
        label="账号"
        rows={data}
        rowId={(a) => a.id}
        columns={[
          {
            header: "账号",
            cell: (a) => (
              <button type="button" className="hover:underline" onClick={() => setEdited(a)}>
                {a.username}
              </button>
            ),
          },
          { header: "姓名", cell: (a) => a.displayName },
          { header: "角色", cell: (a) => ROLE_NAME[a.role as Role] },
          { header: "单位", wide: true, cell: (a) => a.unitName ?? NONE },
          { header: "职务", wide: true, cell: (a) => a.post || NONE },
          {
            header: "最近活动",
            wide: true,
            cell: (a) => (a.lastSeenAt ? formatInstant(new Date(a.lastSeenAt)) : NONE),
          },
          {
            header: "状态",
            cell: (a) => (
              <span className="inline-flex flex-wrap items-center gap-1">
                {a.active ? null : <Badge>停用</Badge>}
                {hasNoUnit(a) ? <Badge tone="warn">缺单位</Badge> : null}
                {a.mustChangePassword ? <Badge tone="warn">待改密码</Badge> : null}
                {a.locked ? (
                  <Button
                    size="sm"
                    onClick={() => void client.admin.unlockAccount.mutate({ accountId: a.id }).then(refresh)}
                  >
                    解锁
                  </Button>
                ) : null}
                {isInOrder(a) ? "正常" : null}
              </span>
            ),
          },
        ]}
      />
      {edited ? (
        <AccountDialog
          account={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={() => void refresh()}
        />
      ) : null}
    </Section>
  );
}
