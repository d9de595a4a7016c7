"use client";
/** Chains, their categories and people. Everything is from a day on; nothing is overwritten. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { FailureState } from "@/components/shared/failure-state";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { APPOINTMENTS } from "@/server/contracts/organisation";
import type { ChainSetup } from "./admin-types";
import { AppointDialog } from "./appoint-dialog";
import { ChainDialog } from "./chain-dialog";

export function ChainsAdmin() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.admin.chains.queryOptions());
  const [edited, setEdited] = useState<ChainSetup | "new" | null>(null);
  const [appointing, setAppointing] = useState<ChainSetup | null>(null);
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-96 w-full" />;
  const refresh = () => {
    void cache.invalidateQueries(trpc.admin.chains.queryFilter());
    void cache.invalidateQueries(trpc.chain.pathFilter());
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex justify-end">
        <Button variant="primary" size="sm" onClick={() => setEdited("new")}>
          新建产业链
        </Button>
      </div>
      {data.map((chain) => (
        <Section
          key={chain.id}
          title={<ChainDot index={chain.hue} name={chain.name} />}
          note={chain.active ? chain.categories[0]?.category : "已停用"}
          actions={
            <>
              <Button size="sm" onClick={() => setAppointing(chain)}>
                任职
              </Button>
              <Button size="sm" onClick={() => setEdited(chain)}>
                修改
              </Button>
            </>
          }
        >
          <div className="grid gap-4 md:grid-cols-[3fr_2fr]">
            <Timeline
              title="链长、专班与主办部门"
              lines={chain.appointments.map((a) => ({
                ...a,
                label: APPOINTMENTS[a.role as keyof typeof APPOINTMENTS] ?? a.role,
                text: a.name,
                note: a.post,
              }))}
            />
            <Timeline
              title="类别"
              lines={chain.categories.map((c) => ({ ...c, label: "类别", text: c.category, note: "" }))}
            />
          </div>
        </Section>
      ))}
      {edited ? (
        <ChainDialog
          chain={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={refresh}
        />
      ) : null}
      {appointing ? (
        <AppointDialog chain={appointing} onClose={() => setAppointing(null)} onSaved={refresh} />
      ) : null}
    </div>
  );
}

interface Line {
  id: number;
  label: string;
  text: string;
  note: string;
  from: string;
  to: string | null;
}

const OFFICES: readonly string[] = Object.values(APPOINTMENTS);

/** Those in force first, in the order of the offices; former ones stay readable, because old reports name them. */
function Timeline({ title, lines }: { title: string; lines: Line[] }) {
  const rank = ({ label }: Line) => OFFICES.indexOf(label);
  const sorted = [...lines].sort(
    (a, b) => Number(a.to !== null) - Number(b.to !== null) || rank(a) - rank(b),
  );
  return (
    <div>
      <h3 className="mb-1 text-sm text-muted">{title}</h3>
      <ul className="flex flex-col gap-1">
        {sorted.map((l) => (
          <li key={l.id} className="flex flex-wrap items-center gap-x-2">
            <span className="w-16 shrink-0 text-sm text-muted">{l.label}</span>
            <span>{l.text}</span>
            {l.note ? <span className="text-sm text-muted">{l.note}</span> : null}
            {l.to ? (
              <Badge>
                {l.from} 至 {l.to}
              </Badge>
            ) : (
              <span className="text-sm text-faint">{l.from} 起</span>
            )}
          </li>
        ))}
        {sorted.length === 0 ? <li className="text-muted">尚无记录</li> : null}
      </ul>
    </div>
  );
}
