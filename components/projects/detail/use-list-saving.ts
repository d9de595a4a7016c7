"use client";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useRefresh } from "@/components/shared/use-refresh";
import { useSubmission } from "@/components/shared/use-submission";
import type { ProjectTeam } from "@/server/contracts/project-card";

interface ListSaving {
  projectId: number;
  /** The lists as they stood when the dialog opened. */
  team: ProjectTeam;
  /** Fields of the dialog that show their own problem. */
  fields?: readonly string[];
  write: (frame: { requestId: string; projectId: number; expectedVersion: number }) => Promise<unknown>;
  onDone: () => void;
}

/** Saving of a list that is replaced as a whole, against the version the person has seen. */
export function useListSaving({ projectId, team, fields = [], write, onDone }: ListSaving) {
  const refresh = useRefresh();
  const [requestId] = useState(newRequestId);
  const [version, setVersion] = useState(team.version);
  const sending = useSubmission(fields);
  const saveOver = async (expectedVersion: number) => {
    setVersion(expectedVersion);
    if (!(await sending.send(() => write({ requestId, projectId, expectedVersion })))) return;
    await refresh();
    onDone();
  };
  return {
    sending,
    save: () => saveOver(version),
    keepMine: (now: ProjectTeam) => saveOver(now.version),
    /** Goes on from what stands now; the dialog takes the list over. */
    goOnFrom: (now: ProjectTeam) => {
      setVersion(now.version);
      sending.clear();
    },
  };
}
