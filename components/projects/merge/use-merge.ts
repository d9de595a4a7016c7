"use client";
/** What is chosen on the page of a merge, and what both come to with it. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useSubmission } from "@/components/shared/use-submission";
import type { MergeField, MergeScene } from "@/server/contracts/merge";
import { byKey, type EntrySums, entryKey, planEntries, rootOf, sumsOf } from "@/server/domain/merging";
import type { Milestone } from "@/server/domain/milestones";
import type { Ledger } from "@/server/domain/project-facts";

export type Take = "keep" | "give" | "both";
/** Fields that say one thing together: whoever takes one takes all. */
const TOGETHER: readonly (readonly string[])[] = [
  ["investorId", "investorName", "investorUscc"],
  ["contactName", "contactPhone"],
  ["companyName", "companyUscc"],
];
const withIts = (field: string): readonly string[] => TOGETHER.find((t) => t.includes(field)) ?? [field];

/** By key of the other one's row: the row of the survivor that is the same, or null where it is carried over. */
type SameOf = Record<string, number | null>;

const proposedTakes = (fields: readonly MergeField[]): Record<string, Take> =>
  Object.fromEntries(fields.map((f) => [f.field, f.proposed]));

/** The amounts of the survivor as they would be; ids of rows do not matter for a sum. */
function sumsAfter({ entries }: MergeScene, same: SameOf): EntrySums {
  const left = Object.entries(same).flatMap(([key, sameAsId]) => {
    const [ledger = "", entryId = ""] = key.split("/");
    return sameAsId === null ? [] : [{ ledger: ledger as Ledger, entryId: Number(entryId), sameAsId }];
  });
  let next = 0;
  const { carried } = planEntries(entries.keep, entries.give, left, () => --next);
  return sumsOf([...entries.keep, ...carried]);
}

export function useMerge(scene: MergeScene) {
  const client = useTRPCClient();
  const router = useRouter();
  const refresh = useRefresh();
  const [requestId] = useState(newRequestId);
  const [takes, setTakes] = useState(() => proposedTakes(scene.fields));
  const [same, setSame] = useState<SameOf>(() =>
    Object.fromEntries(scene.same.map((s) => [entryKey(s), s.sameAsId])),
  );
  const [milestones, setMilestones] = useState<Milestone[]>([]);
  const [reason, setReason] = useState("");
  const submission = useSubmission(["reason"]);
  const all = byKey(scene.entries.give);
  const send = () =>
    client.project.merge.mutate({
      requestId,
      keepId: scene.keep.id,
      giveId: scene.give.id,
      keepVersion: scene.keep.version,
      giveVersion: scene.give.version,
      fields: scene.fields.filter((f) => takes[f.field] === "give").map((f) => f.field),
      joined: (["team", "tags", "investors"] as const).filter((list) => takes[list] === "both"),
      milestones,
      same: scene.entries.give.flatMap((e) => {
        const sameAsId = same[entryKey(e)] ?? null;
        return sameAsId === null ? [] : [{ ledger: e.ledger, entryId: e.entryId, sameAsId }];
      }),
      reason,
    });
  return {
    takes,
    take: (field: string, value: Take) =>
      setTakes((old) => ({ ...old, ...Object.fromEntries(withIts(field).map((f) => [f, value])) })),
    same,
    setSame: (key: string, sameAsId: number | null) => setSame((old) => ({ ...old, [key]: sameAsId })),
    milestones,
    takeMilestone: (kind: Milestone, give: boolean) =>
      setMilestones((old) => [...old.filter((k) => k !== kind), ...(give ? [kind] : [])]),
    reason,
    setReason,
    submission,
    roots: scene.entries.give.filter((e) => rootOf(e, all) === e),
    correctionsOf: (key: string) =>
      scene.entries.give.filter((e) => entryKey(e) !== key && entryKey(rootOf(e, all)) === key).length,
    after: sumsAfter(scene, same),
    merge: async () => {
      if (!(await submission.send(send))) return;
      await refresh();
      router.push(`/projects/${scene.keep.id}`);
    },
  };
}
export type MergeForm = ReturnType<typeof useMerge>;
