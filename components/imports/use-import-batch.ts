"use client";
/** One batch, asked again while the worker is at it; every choice is sent at once and read anew. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { readFailure } from "@/components/shared/form-problems";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import type { ImportChoices, ImportScene } from "@/server/contracts/import-batch";
import { isUnderWay } from "./import-words";

const POLL_MS = 700;

export type ChangeChoices = (change: (now: ImportChoices) => ImportChoices) => void;

/** What the parts of the page need. */
export interface Batch {
  scene: ImportScene;
  /** Choices can still be made. */
  open: boolean;
  change: ChangeChoices;
}

/** Choices go out one after another, each built on the last one made, whatever a poll brings in between. */
function useChoices(id: number) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const latest = useRef<ImportChoices | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [problem, setProblem] = useState<string | null>(null);
  const key = trpc.import.scene.queryKey({ id });
  const change: ChangeChoices = (next) => {
    const scene = cache.getQueryData(key);
    if (!scene) return;
    const choices = next(latest.current ?? scene.choices);
    latest.current = choices;
    setProblem(null);
    cache.setQueryData(key, { ...scene, choices });
    queue.current = queue.current.then(async () => {
      // A newer choice holds this one too.
      if (latest.current !== choices) return;
      try {
        await client.import.choose.mutate({ id, choices });
      } catch (error) {
        setProblem(readFailure(error).message);
      }
      await cache.invalidateQueries({ queryKey: key });
      if (latest.current === choices) latest.current = null;
    });
  };
  return { change, problem };
}

export function useImportBatch(id: number) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const asked = useQuery({
    ...trpc.import.scene.queryOptions({ id }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.job ?? null) ? POLL_MS : false),
  });
  const { change, problem } = useChoices(id);
  const scene = asked.data;
  const job = scene?.job ?? null;
  const running = isUnderWay(job);
  const seen = useRef<number | null>(null);
  // A job that ended has changed rows, or projects and every figure that counts them.
  useEffect(() => {
    if (!job || seen.current === job.id) return;
    const first = seen.current === null;
    if (running) {
      seen.current = -1;
      return;
    }
    seen.current = job.id;
    if (!first) void cache.invalidateQueries();
  }, [job, running, cache]);
  const open = scene?.state === "tried" && !(running && job?.kind !== "import-try");
  return { asked, running, problem, batch: scene ? { scene, open, change } : null };
}
