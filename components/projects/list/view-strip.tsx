"use client";

import { useEffect, useRef, useState } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useSubmission } from "@/components/shared/use-submission";
import { useCan, useViewer } from "@/components/shared/viewer";
import type { DataColumn, TableLayout } from "@/components/table/data-column";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ProjectRow } from "@/server/contracts/project-list";
import type { SavedView } from "@/server/contracts/project-view";
import type { ProjectUrl } from "./list-url";
import { useViews } from "./use-views";
import { ViewDialog } from "./view-dialog";
import {
  columnsOfLayout,
  isUnchanged,
  saysOnlyTheView,
  stateOf,
  unknownColumns,
  urlOfView,
} from "./view-url";

interface ViewStripProps {
  url: ProjectUrl;
  setUrl: (changes: Partial<ProjectUrl>, step?: "push" | "replace") => void;
  columns: readonly DataColumn<ProjectRow>[];
  layout: TableLayout;
}

/** The list's address, opened without anything, takes the default of one's role; a bare link to a view takes the view. */
function useOpening(url: ProjectUrl, setUrl: ViewStripProps["setUrl"], views: SavedView[] | undefined): void {
  const { role } = useViewer();
  const cameBare = useRef<boolean | null>(null);
  useEffect(() => {
    cameBare.current ??= window.location.search === "";
    if (!views) return;
    const linked = views.find((view) => view.id === url.view);
    if (linked && saysOnlyTheView(url)) setUrl(urlOfView(linked), "replace");
    const standard = views.find((view) => view.kind === "role" && view.role === role);
    if (cameBare.current && standard && window.location.search === "") setUrl(urlOfView(standard), "replace");
    cameBare.current = false;
  }, [views, url, setUrl, role]);
}

/** Which view is open, whether it was changed, and what can be done about it; silent while no view is. */
export function ViewStrip({ url, setUrl, columns, layout }: ViewStripProps) {
  const views = useViews();
  const saves = useCan("view:read");
  useOpening(url, setUrl, views);
  const [dialog, setDialog] = useState<"save-as" | "edit" | "remove" | null>(null);
  const open = views?.find((view) => view.id === url.view);
  const state = stateOf(url, columnsOfLayout(columns, layout), layout.density);
  const told = notesOf(url, views, open);
  if (!saves || (!open && told.length === 0)) return null;
  return (
    <div className="no-print mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      {open ? (
        <OpenView
          view={open}
          url={url}
          setUrl={setUrl}
          state={state}
          onSaveAs={() => setDialog("save-as")}
          onEdit={() => setDialog("edit")}
          onRemove={() => setDialog("remove")}
        />
      ) : null}
      {told.map((note) => (
        <p key={note} role="status" className="text-warn">
          {note}
        </p>
      ))}
      {dialog === "save-as" || (dialog === "edit" && open) ? (
        <ViewDialog
          view={dialog === "edit" ? open : undefined}
          state={dialog === "edit" && open ? open.state : state}
          onClose={() => setDialog(null)}
          onSaved={(id) => {
            if (dialog === "save-as") setUrl(urlOfView({ id, state }), "replace");
          }}
        />
      ) : null}
      {dialog === "remove" && open ? (
        <RemoveView view={open} onClose={() => setDialog(null)} onRemoved={() => setUrl({ view: null })} />
      ) : null}
    </div>
  );
}

function notesOf(url: ProjectUrl, views: SavedView[] | undefined, open: SavedView | undefined): string[] {
  const gone = unknownColumns(url);
  return [
    views && url.view !== null && !open ? "链接里的视图已删除，或没有共享给您；下面按链接里的条件显示" : null,
    open && open.missing.length > 0 ? `视图里的${open.missing.join("、")}已不存在，已略去` : null,
    gone.length > 0 ? `链接里的列 ${gone.join("、")} 已不存在，已略去` : null,
  ].filter((note) => note !== null);
}

interface OpenViewProps {
  view: SavedView;
  url: ProjectUrl;
  setUrl: ViewStripProps["setUrl"];
  state: SavedView["state"];
  onSaveAs: () => void;
  onEdit: () => void;
  onRemove: () => void;
}

function OpenView({ view, url, setUrl, state, onSaveAs, onEdit, onRemove }: OpenViewProps) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const sending = useSubmission([]);
  // A bare link to the view is about to say what the view holds.
  const changed = !isUnchanged(url, view) && !saysOnlyTheView(url);
  const save = () =>
    void sending.send(async () => {
      const { id, version, name, kind, unitId, role } = view;
      const requestId = newRequestId();
      await client.view.save.mutate({
        requestId,
        id,
        expectedVersion: version,
        name,
        kind,
        unitId,
        role,
        state,
      });
      await refresh();
      setUrl(urlOfView({ id, state }), "replace");
    });
  return (
    <>
      <span className="min-w-0 truncate font-medium">视图：{view.name}</span>
      {changed ? <Badge tone="warn">已改动</Badge> : null}
      <span className="flex flex-wrap items-center gap-1">
        {changed && view.editable ? (
          <Button size="sm" variant="primary" busy={sending.busy} onClick={save}>
            保存
          </Button>
        ) : null}
        <Button size="sm" onClick={onSaveAs}>
          另存为
        </Button>
        {changed ? (
          <Button size="sm" variant="ghost" onClick={() => setUrl(urlOfView(view))}>
            还原
          </Button>
        ) : null}
        {view.editable ? (
          <>
            <Button size="sm" variant="ghost" onClick={onEdit}>
              改名与共享
            </Button>
            <Button size="sm" variant="ghost" onClick={onRemove}>
              删除
            </Button>
          </>
        ) : null}
      </span>
      {sending.general ? (
        <span role="alert" className="text-late">
          {sending.general}
        </span>
      ) : null}
    </>
  );
}

function RemoveView({
  view,
  onClose,
  onRemoved,
}: {
  view: SavedView;
  onClose: () => void;
  onRemoved: () => void;
}) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const sending = useSubmission([]);
  const [requestId] = useState(newRequestId);
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`删除视图“${view.name}”`}
      confirmLabel="删除"
      danger
      busy={sending.busy}
      error={sending.general}
      onConfirm={() =>
        void sending.send(async () => {
          await client.view.remove.mutate({ requestId, id: view.id, expectedVersion: view.version });
          onRemoved();
          await refresh();
          onClose();
        })
      }
    >
      {view.kind === "own" ? "只有您自己在用。" : "看得到它的同事也不再有这个视图。"}项目和数据不受影响。
    </ConfirmDialog>
  );
}
