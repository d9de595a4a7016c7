"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useEffect } from "react";
import { KnownDayChoice } from "@/components/shared/known-day";
import { PageHeader } from "@/components/shared/page-header";
import { isDeedKey } from "@/components/shared/use-deed-keys";
import { useNarrow } from "@/components/shared/use-narrow";
import { mayLeave } from "@/components/shared/use-unsaved-guard";
import { useUrlState } from "@/components/shared/use-url-state";
import { useCan } from "@/components/shared/viewer";
import { Button, ButtonLink } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { ProjectBoard } from "../board/project-board";
import { LeadDrawer } from "../capture/lead-drawer";
import { FilterBar } from "../filter/filter-bar";
import { pastHref } from "../past/past-url";
import { currentView, LIST_VIEWS, NO_VIEW, noFilter, PROJECT_URL, type ProjectUrl } from "./list-url";
import { ProjectPeek } from "./project-peek";
import { TableFace, useFilter } from "./table-face";

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
  const compares = useCan("duplicate:review");
  const router = useRouter();
  const views = (
    <div className="thin-scroll max-w-full overflow-x-auto">
      <Segmented
        label="视图"
        value={currentView(url)}
        onChange={(id) =>
          setUrl({
            ...noFilter(),
            ...(url.view === null ? {} : NO_VIEW),
            ...LIST_VIEWS.find((one) => one.id === id)?.set,
          })
        }
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
            onChange={(face) => mayLeave() && setUrl({ face, peek: null, edit: false })}
            options={[
              { value: "table", label: "表格" },
              { value: "board", label: "看板" },
            ]}
          />
          {narrow ? null : (
            <KnownDayChoice
              knownOn={null}
              onChange={(day) => day !== null && mayLeave() && router.push(pastHref(url, day))}
            />
          )}
          {compares ? <ButtonLink href="/projects/duplicates">疑似重复</ButtonLink> : null}
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
