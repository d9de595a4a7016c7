"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/shared/trpc";
import { Notice } from "@/components/ui/badge";
import { SuspectLine } from "./suspect-line";

/** On the page of a project: others that may be the same. Who registers in the same second learns it here. */
export function TwinsNotice({ id }: { id: number }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.project.twins.queryOptions({ id }, { staleTime: 60_000 }));
  if (!data || data.length === 0) return null;
  return (
    <Notice tone="warn" className="text-sm">
      <p className="font-medium">疑似重复，请核对是否同一项目：</p>
      <ul className="mt-1 flex flex-col gap-2">
        {data.map((project) => (
          <SuspectLine key={project.id} project={project} ground={{ ownProjectId: id }} />
        ))}
      </ul>
    </Notice>
  );
}
