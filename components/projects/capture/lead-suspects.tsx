"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { useTRPC } from "@/components/shared/trpc";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { CaptureLead } from "@/server/contracts/project";
import type { KnownEnterprise, SuspectProject } from "@/server/contracts/project-list";
import type { Ground } from "../attribution/raise-dispute";
import { SuspectLine } from "../duplicates/suspect-line";

const PAUSE_MS = 350;

/** The value once it has rested for a moment. */
function useRested<Value>(value: Value, key: string): Value {
  const [rested, setRested] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the value is another one.
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return rested;
}

/** While a lead is typed: projects that may be the same, and enterprises the bureau knows already. */
export function LeadSuspects() {
  const trpc = useTRPC();
  const [name = "", investorName = "", investorUscc = "", contactPhone = "", content = "", ...rest] =
    useWatch<
      CaptureLead,
      [
        "name",
        "investorName",
        "investorUscc",
        "contactPhone",
        "content",
        "originProvince",
        "originCity",
        "intendedFen",
      ]
    >({
      name: [
        "name",
        "investorName",
        "investorUscc",
        "contactPhone",
        "content",
        "originProvince",
        "originCity",
        "intendedFen",
      ],
    });
  const [originProvince = "", originCity = "", intendedFen] = rest;
  const now = {
    name: name.trim(),
    investorName: investorName.trim(),
    investorUscc: investorUscc.trim(),
    contactPhone: contactPhone.trim(),
    content: content.trim(),
    originProvince,
    originCity: originCity.trim(),
    intendedFen: intendedFen ?? null,
  };
  const typed = useRested(now, JSON.stringify(now));
  const enough =
    typed.name.length >= 2 ||
    typed.investorName.length >= 2 ||
    typed.investorUscc.length >= 18 ||
    typed.contactPhone.length >= 7;
  const { data } = useQuery(
    trpc.project.suspects.queryOptions(typed, {
      enabled: enough,
      staleTime: 30_000,
      placeholderData: keepPreviousData,
    }),
  );
  if (!enough || !data) return null;
  const offered = data.enterprises.filter(
    (e) => e.name !== investorName.trim() || (e.uscc ?? "") !== investorUscc.trim(),
  );
  return (
    <div aria-live="polite" className="flex flex-col gap-2 empty:hidden">
      {offered.length > 0 ? <KnownEnterprises enterprises={offered} /> : null}
      {data.projects.length > 0 ? <Suspects projects={data.projects} lead={typed} /> : null}
    </div>
  );
}

function KnownEnterprises({ enterprises }: { enterprises: readonly KnownEnterprise[] }) {
  const { setValue } = useFormContext<CaptureLead>();
  const take = (enterprise: KnownEnterprise) => {
    const set = { shouldDirty: true, shouldValidate: false };
    setValue("investorName", enterprise.name, set);
    if (enterprise.uscc) setValue("investorUscc", enterprise.uscc, set);
    if (enterprise.province) setValue("originProvince", enterprise.province, set);
    if (enterprise.city) setValue("originCity", enterprise.city, set);
    if (enterprise.kind) setValue("investorKind", enterprise.kind, set);
  };
  return (
    <div className="rounded-md border border-line bg-sunken px-3 py-2 text-sm">
      <p className="text-muted">企业库里已有：</p>
      <ul>
        {enterprises.map((enterprise) => (
          <li key={enterprise.id} className="flex items-center gap-2 py-0.5">
            <span className="min-w-0 flex-1 truncate">
              {enterprise.name}
              <span className="ml-2 text-faint">
                {[enterprise.foundAs, enterprise.city || enterprise.province, enterprise.uscc]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            <Button size="sm" aria-label={`带入 ${enterprise.name}`} onClick={() => take(enterprise)}>
              带入
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

type TypedLead = Extract<Ground, { lead: unknown }>["lead"];

const WORST_SHOWN = 3;

/** What may be the same comes first; other projects of the investor are named beneath, apart. */
function Suspects({ projects, lead }: { projects: readonly SuspectProject[]; lead: TypedLead }) {
  const same = projects.filter((p) => p.certainty !== null);
  const others = projects.filter((p) => p.certainty === null);
  return (
    <>
      {same.length > 0 ? (
        <Notice tone="warn" className="text-sm">
          <p className="font-medium">疑似重复，请先核对：</p>
          <ul className="mt-1 flex flex-col gap-2">
            {same.map((project) => (
              <SuspectLine key={project.id} project={project} ground={{ lead }} />
            ))}
          </ul>
        </Notice>
      ) : null}
      {others.length > 0 ? (
        <div className="rounded-md border border-line bg-sunken px-3 py-2 text-sm">
          <p className="text-muted">同一投资方已有的项目，不同项目可照常登记：</p>
          <ul className="mt-1 flex flex-col gap-2">
            {others.slice(0, WORST_SHOWN).map((project) => (
              <SuspectLine key={project.id} project={project} />
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}
