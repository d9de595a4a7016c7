"use client";
/** One batch, asked again while the worker is at it; every choice is sent at once and read anew. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { readFailure } from "@/components/shared/form-problems";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import type { ImportChoices, ImportScene } from "@/server/contracts/import-batch";
import type { decideImport } from "@/server/contracts/import-merge";
import { isUnderWay } from "./import-words";

const POLL_MS = 700;

export type ChangeChoices = (change: (now: ImportChoices) => ImportChoices) => void;

type Decision = Partial<Omit<z.input<typeof decideImport>, "id">>;

/** What the parts of the page need. */
export interface Batch {
  scene: ImportScene;
  /** Choices can still be made. */
  open: boolean;
  change: ChangeChoices;
  /** Cells and conflicts of known projects: kept at once, nothing is read again. */
  decide: (answer: Decision) => Promise<void>;
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

/** Answers go out one after another; the rows tell how they stand. */
function useDecisions(id: number) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const queue = useRef<Promise<void>>(Promise.resolve());
  const [problem, setProblem] = useState<string | null>(null);
  const decide = (answer: Decision): Promise<void> => {
    setProblem(null);
    queue.current = queue.current.then(async () => {
      try {
        await client.import.decide.mutate({ id, ...answer });
      } catch (error) {
        setProblem(readFailure(error).message);
      }
      await Promise.all([
        cache.invalidateQueries(trpc.import.scene.queryFilter({ id })),
        cache.invalidateQueries(trpc.import.rows.pathFilter()),
      ]);
    });
    return queue.current;
  };
  return { decide, problem };
}

export function useImportBatch(id: number) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const asked = useQuery({
    ...trpc.import.scene.queryOptions({ id }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.job ?? null) ? POLL_MS : false),
  });
  const { change, problem } = useChoices(id);
  const { decide, problem: undecided } = useDecisions(id);
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
  return {
    ...{ asked, running, problem: problem ?? undecided },
    batch: scene ? { scene, open, change, decide } : null,
  };
}
