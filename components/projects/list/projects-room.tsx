"use client";

import { Plus } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { ExportButton } from "@/components/shared/export-button";
import { PageHeader } from "@/components/shared/page-header";
import { useTRPCClient } from "@/components/shared/trpc";
import { isDeedKey } from "@/components/shared/use-deed-keys";
import { useUrlState } from "@/components/shared/use-url-state";
import { useCan } from "@/components/shared/viewer";
import { ColumnMenu } from "@/components/table/column-menu";
import { useTableLayout } from "@/components/table/use-table-layout";
import { Button, ButtonLink } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import type { ProjectFilter } from "@/server/contracts/project";
import type { ProjectRow } from "@/server/contracts/project-list";
import { ProjectBoard } from "../board/project-board";
import { LeadDrawer } from "../capture/lead-drawer";
import { FilterBar } from "../filter/filter-bar";
import { LeaverButton } from "./leaver-button";
import { currentView, filterOf, LIST_VIEWS, noFilter, PROJECT_URL, type ProjectUrl } from "./list-url";
import { ProjectCards } from "./project-cards";
import { projectColumns } from "./project-columns";
import { ProjectPeek } from "./project-peek";
import { ProjectTable } from "./project-table";
import { useNarrow, useRoomy } from "./use-narrow";
import { useProjectPages } from "./use-project-pages";

/** N opens the form over the list as it stands; elsewhere the shell's own N leads here. */
function useCaptureKey(onCapture: (() => void) | undefined): void {
  useEffect(() => {
    if (!onCapture) return;
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "n" || !isDeedKey(event)) return;
      event.preventDefault();
      onCapture();
    };
    // Before the shell hears it.
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, [onCapture]);
}

/** 项目: one list with two faces, the filter in the address, the form of a lead. */
export function ProjectsRoom() {
  const [url, setUrl] = useUrlState(PROJECT_URL);
  const mayCapture = useCan("project:capture");
  const openForm = useCallback(() => setUrl({ new: true }), [setUrl]);
  const onCapture = mayCapture ? openForm : undefined;
  useCaptureKey(url.new ? undefined : onCapture);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <RoomHead url={url} setUrl={setUrl} onCapture={onCapture} />
      {url.face === "board" ? (
        <BoardFace url={url} setUrl={setUrl} />
      ) : (
        <TableFace url={url} setUrl={setUrl} onCapture={onCapture} />
      )}
      {mayCapture ? <LeadDrawer open={url.new} onClose={() => setUrl({ new: false }, "replace")} /> : null}
    </div>
  );
}

interface FaceProps {
  url: ProjectUrl;
  setUrl: (changes: Partial<ProjectUrl>, step?: "push" | "replace") => void;
}

function RoomHead({ url, setUrl, onCapture }: FaceProps & { onCapture: (() => void) | undefined }) {
  const narrow = useNarrow();
  const client = useTRPCClient();
  const exports = useCan("project:export");
  const compares = useCan("duplicate:review");
  const views = (
    <div className="thin-scroll max-w-full overflow-x-auto">
      <Segmented
        label="视图"
        value={currentView(url)}
        onChange={(id) => setUrl({ ...noFilter(), ...LIST_VIEWS.find((one) => one.id === id)?.set })}
        options={LIST_VIEWS.map(({ id, label }) => ({ value: id, label }))}
      />
    </div>
  );
  return (
    <PageHeader
      title="项目"
      marks={narrow ? null : views}
      actions={
        <>
          <Segmented
            label="列表的样子"
            value={url.face}
            onChange={(face) => setUrl({ face, peek: null })}
            options={[
              { value: "table", label: "表格" },
              { value: "board", label: "看板" },
            ]}
          />
          {compares ? <ButtonLink href="/projects/duplicates">疑似重复</ButtonLink> : null}
          {exports && !narrow ? (
            <ExportButton
              label="导出"
              start={(requestId) => client.export.projects.mutate({ requestId, filter: filterOf(url) })}
            />
          ) : null}
          {onCapture ? (
            <Button
              variant="primary"
              icon={<Plus aria-hidden className="size-4" />}
              onClick={onCapture}
              aria-keyshortcuts="N"
            >
              登记线索
            </Button>
          ) : null}
        </>
      }
    >
      {narrow ? views : null}
    </PageHeader>
  );
}

/** The peek follows the row that it was opened on; the row itself comes from the list when it is there. */
function usePeek(setUrl: FaceProps["setUrl"]) {
  const row = useRef<ProjectRow | undefined>(undefined);
  const onPeek = useCallback(
    (next: ProjectRow | undefined) => {
      if (!next) return;
      row.current = next;
      setUrl({ peek: next.id }, "replace");
    },
    [setUrl],
  );
  const close = useCallback(() => setUrl({ peek: null }, "replace"), [setUrl]);
  return { row, onPeek, close };
}

/** The filter in force; the same object as long as it says the same, whatever else changes in the address. */
function useFilter(url: ProjectUrl): ProjectFilter {
  const text = JSON.stringify(filterOf(url));
  return useMemo(() => JSON.parse(text) as ProjectFilter, [text]);
}

function TableFace({ url, setUrl, onCapture }: FaceProps & { onCapture: (() => void) | undefined }) {
  const narrow = useNarrow();
  const filter = useFilter(url);
  const pages = useProjectPages({ filter, sort: url.sort, descending: url.dir === "desc" });
  const roomy = useRoomy();
  const columns = useMemo(() => projectColumns(pages.sums, roomy), [pages.sums, roomy]);
  const [layout, setLayout] = useTableLayout("projects");
  const { row, onPeek, close } = usePeek(setUrl);
  return (
    <>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <FilterBar url={url} setUrl={setUrl} />
          <LeaverButton personId={url.owner} />
        </div>
        {narrow ? null : <ColumnMenu columns={columns} layout={layout} onLayoutChange={setLayout} />}
      </div>
      {narrow ? (
        <ProjectCards url={url} setUrl={setUrl} pages={pages} onCapture={onCapture} />
      ) : (
        // Another filter is another list: nothing ticked, read from its top.
        <ProjectTable
          key={JSON.stringify(filter)}
          scrollKey={`projects ${JSON.stringify(filter)}`}
          url={url}
          setUrl={setUrl}
          pages={pages}
          filter={filter}
          columns={columns}
          layout={layout}
          onLayoutChange={setLayout}
          onCapture={onCapture}
          onPeek={onPeek}
        />
      )}
      <ProjectPeek
        id={url.peek}
        row={row.current?.id === url.peek ? row.current : undefined}
        onClose={close}
      />
    </>
  );
}

function BoardFace({ url, setUrl }: FaceProps) {
  const filter = useFilter(url);
  const close = useCallback(() => setUrl({ peek: null }, "replace"), [setUrl]);
  return (
    <>
      <FilterBar url={url} setUrl={setUrl} />
      <ProjectBoard filter={filter} onPeek={(id) => setUrl({ peek: id }, "replace")} />
      <ProjectPeek id={url.peek} row={undefined} onClose={close} />
    </>
  );
}
