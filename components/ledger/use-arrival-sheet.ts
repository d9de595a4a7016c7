"use client";
/** The arrival sheet's rows: drafts from the server, new ones, what is wrong, saving and sending. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { readFailure } from "@/components/shared/form-problems";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useRequestId } from "@/components/shared/use-request-id";
import {
  type ArrivalColumn,
  type ArrivalDraft,
  blankRow,
  type CellProblem,
  cellProblems,
  inputOfRow,
  isBlank,
  pasteRows,
  problemsOf,
  rowOfLine,
  type SheetProject,
  withCell,
  withProject,
} from "./arrival-rows";
import type { ArrivalLine } from "./ledger-types";

const LIFTED_BY_REASON = new Set(["needs-reason", "unit-slip"]);

export function useArrivalSheet(lines: readonly ArrivalLine[], project: SheetProject | null) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const requestId = useRequestId();
  const start = useMemo(() => [...lines.map(rowOfLine), blankRow(project)], [lines, project]);
  const [own, setOwn] = useState<{ from: readonly ArrivalDraft[]; rows: ArrivalDraft[] } | null>(null);
  // The server's rows stand until the person types; a save brings new ones and lets go of what was typed.
  const rows = own && (own.from === start || own.rows.some((r) => !r.saved)) ? own.rows : start;
  const setRows = (change: (now: ArrivalDraft[]) => ArrivalDraft[]) =>
    setOwn({ from: start, rows: change([...rows]) });
  const [problems, setProblems] = useState<CellProblem[]>([]);
  const [notice, setNotice] = useState<string | null>(null);
  const [asking, setAsking] = useState<{ submit: boolean; keys: string[] } | null>(null);
  const save = useMutation(trpc.ledger.saveArrivals.mutationOptions());
  const discard = useMutation(trpc.ledger.discard.mutationOptions());

  const forget = (key: string) => setProblems((now) => now.filter((p) => p.key !== key));
  const change = (key: string, column: ArrivalColumn, text: string) => {
    setRows((now) => now.map((row) => (row.key === key ? withCell(row, column, text) : row)));
    forget(key);
    setNotice(null);
  };
  const choose = (key: string, chosen: SheetProject | null) => {
    setRows((now) => now.map((row) => (row.key === key ? withProject(row, chosen) : row)));
    forget(key);
  };
  const addRow = () => setRows((now) => [...now, blankRow(project)]);
  /** Names that were pasted become projects when the server knows exactly one of that name or number. */
  const paste = async (
    at: { row: number; column: ArrivalColumn },
    block: string[][],
    shown: readonly ArrivalColumn[],
  ) => {
    const pasted = pasteRows(rows, at, block, () => blankRow(project), shown);
    setRows(() => pasted);
    const names = [
      ...new Set(pasted.filter((r) => r.projectId === null && r.project !== "").map((r) => r.project)),
    ];
    const found = await Promise.all(names.map((q) => client.ledger.projects.query({ q, limit: 5 })));
    const known = new Map(
      names.map((name, i) => [name, found[i]?.find((p) => p.name === name || p.number === name)]),
    );
    const named = (row: ArrivalDraft): ArrivalDraft => {
      const match = row.projectId === null ? known.get(row.project) : undefined;
      return match ? withProject(row, match) : row;
    };
    setOwn((now) => now && { ...now, rows: now.rows.map(named) });
  };
  const remove = async (row: ArrivalDraft) => {
    if (row.id === null || row.version === null) {
      setRows((now) => (now.length > 1 ? now.filter((r) => r.key !== row.key) : [blankRow(project)]));
      return;
    }
    const entries = [{ ledger: "arrival" as const, id: row.id, version: row.version }];
    await discard.mutateAsync({ requestId: requestId(["discard", entries]), entries });
    setRows((now) => now.filter((r) => r.key !== row.key));
    await cache.invalidateQueries();
  };
  const changed = rows.filter((row) => !row.saved && !isBlank(row));
  const sendable = rows.filter((row) => !isBlank(row));

  const send = async (submit: boolean, reason = "", reasonFor: readonly string[] = []) => {
    const sent = submit ? sendable : changed;
    if (sent.length === 0) return;
    const seen = sent.flatMap((row) => problemsOf(row, submit));
    setProblems(seen);
    if (seen.length > 0) return;
    const content = {
      submit,
      rows: sent.map((row) => inputOfRow(row, reasonFor.includes(row.key) ? reason : "")),
    };
    try {
      const answer = await save.mutateAsync({ requestId: requestId(content), ...content });
      setAsking(null);
      await cache.invalidateQueries();
      setOwn(null);
      setNotice(`${submit ? "已报审" : "已保存草稿"} ${answer.entries.length} 条`);
    } catch (error) {
      const failure = readFailure(error);
      const found = cellProblems(failure.problems, sent);
      setProblems(found);
      const onlyReason =
        LIFTED_BY_REASON.has(failure.code) &&
        found.length > 0 &&
        found.every((p) => p.message.includes("原因"));
      setAsking(onlyReason && reason === "" ? { submit, keys: found.map((p) => p.key) } : null);
    }
  };

  return {
    rows,
    /** As the server has them now, also while the row is being typed in. */
    papersOf: (key: string) => start.find((row) => row.key === key)?.papers ?? null,
    change,
    choose,
    addRow,
    paste,
    remove,
    problemAt: (key: string, column: ArrivalColumn) =>
      problems.find((p) => p.key === key && p.column === column)?.message ?? null,
    problems,
    save: (submit: boolean) => void send(submit),
    asking,
    giveReason: (reason: string) => void (asking && send(asking.submit, reason, asking.keys)),
    cancelReason: () => setAsking(null),
    busy: save.isPending,
    notice,
    failure: save.error
      ? readFailure(save.error).message
      : discard.error
        ? readFailure(discard.error).message
        : null,
    warnings: save.data?.warnings.map((w) => `${w.projectName}：${w.message}`) ?? [],
    gaps: save.data?.gaps ?? [],
    changedCount: changed.length,
    sendableCount: sendable.length,
  };
}
export type ArrivalSheetState = ReturnType<typeof useArrivalSheet>;
