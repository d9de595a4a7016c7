"use client";

import { BarChart3, Bookmark, Pencil, Rows3 } from "lucide-react";
import { useState } from "react";
import { useNarrow } from "@/components/shared/use-narrow";
import { useCan } from "@/components/shared/viewer";
import { ColumnMenu } from "@/components/table/column-menu";
import type { DataColumn, TableLayout } from "@/components/table/data-column";
import { Button } from "@/components/ui/button";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import type { ProjectFilter } from "@/server/contracts/project";
import type { ProjectRow } from "@/server/contracts/project-list";
import {
  PROJECT_GROUP_IDS,
  PROJECT_GROUPS,
  type SavedView,
  VIEW_KINDS,
} from "@/server/contracts/project-view";
import { ROLE_NAME } from "@/server/domain/permissions";
import { ExportMenu } from "./export-menu";
import type { ProjectUrl } from "./list-url";
import { EVERY_GROUP } from "./use-grouped-pages";
import { useViews } from "./use-views";
import { ViewDialog } from "./view-dialog";
import { columnsOfLayout, stateOf, urlOfView } from "./view-url";

interface ListToolsProps {
  url: ProjectUrl;
  setUrl: (changes: Partial<ProjectUrl>, step?: "push" | "replace") => void;
  filter: ProjectFilter;
  columns: readonly DataColumn<ProjectRow>[];
  layout: TableLayout;
  onLayoutChange: (layout: TableLayout) => void;
  /** How many rows there are to export. */
  count: number | undefined;
  editing: boolean;
  /** Begins or ends editing in the table; undefined where it cannot be. */
  onEdit: (() => void) | undefined;
}

const PRESSED = "aria-pressed:border-accent-line aria-pressed:bg-accent-soft aria-pressed:text-accent";

/** How the list is shown and where it can go: views, groups, chart, columns, export. */
export function ListTools(props: ListToolsProps) {
  const { url, setUrl, columns, layout, onLayoutChange } = props;
  const narrow = useNarrow();
  const exports = useCan("project:export");
  return (
    <div className="no-print mb-2 flex flex-wrap items-center gap-2">
      <ViewMenu {...props} />
      <GroupMenu url={url} setUrl={setUrl} />
      <Button
        aria-pressed={url.charts}
        icon={<BarChart3 aria-hidden className="size-4" />}
        onClick={() => setUrl({ charts: !url.charts }, "replace")}
        className={PRESSED}
      >
        图表
      </Button>
      {props.onEdit ? (
        <Button
          aria-pressed={props.editing}
          aria-keyshortcuts="E"
          title={props.editing ? "结束在表格里修改（Esc）" : "在表格里直接修改（E）"}
          icon={<Pencil aria-hidden className="size-4" />}
          onClick={props.onEdit}
          className={PRESSED}
        >
          编辑
        </Button>
      ) : null}
      {narrow ? null : <ColumnMenu columns={columns} layout={layout} onLayoutChange={onLayoutChange} />}
      {exports && !narrow ? (
        <ExportMenu
          count={props.count}
          view={{
            filter: props.filter,
            sort: url.sort,
            descending: url.dir === "desc",
            group: url.group,
            columns: columnsOfLayout(columns, layout).map((column) => column.id),
          }}
        />
      ) : null}
    </div>
  );
}

type Linked = Pick<ListToolsProps, "url" | "setUrl">;

const audienceOf = (view: SavedView): string => {
  if (view.kind === "own") return "";
  const whom = view.role ? ROLE_NAME[view.role] : (view.unitName ?? "全体");
  return view.mine ? whom : `${whom} · ${view.ownerName ?? ""}`;
};

/** 视图▾: one's own, the shared ones, the defaults of roles. */
function ViewMenu({ url, setUrl, columns, layout }: ListToolsProps) {
  const views = useViews();
  const [saving, setSaving] = useState(false);
  const state = stateOf(url, columnsOfLayout(columns, layout), layout.density);
  const open = views?.find((view) => view.id === url.view);
  const kinds = Object.keys(VIEW_KINDS) as SavedView["kind"][];
  const entry = (view: SavedView): MenuEntry => ({
    id: String(view.id),
    label: view.name,
    checked: view.id === url.view,
    ...(view.kind === "own" ? {} : { note: `${VIEW_KINDS[view.kind]} · ${audienceOf(view)}` }),
    onSelect: () => setUrl(urlOfView(view)),
  });
  const groups = kinds.map((kind) => (views ?? []).filter((view) => view.kind === kind).map(entry));
  const none = groups.every((group) => group.length === 0);
  const save = { id: "save", label: "把现在的样子存为视图…", onSelect: () => setSaving(true) };
  return (
    <>
      <Menu
        align="start"
        head={none ? "还没有保存的视图" : "保存的视图"}
        groups={[...groups, [save]]}
        trigger={
          <Button icon={<Bookmark aria-hidden className="size-4" />}>
            <span className="max-w-40 truncate">{open ? open.name : "视图"}</span>
          </Button>
        }
      />
      {saving ? (
        <ViewDialog
          view={undefined}
          state={state}
          onClose={() => setSaving(false)}
          onSaved={(id) => setUrl(urlOfView({ id, state }), "replace")}
        />
      ) : null}
    </>
  );
}

/** 分组▾: by what, and all groups open or closed at once. */
function GroupMenu({ url, setUrl }: Linked) {
  const by: MenuEntry[] = PROJECT_GROUP_IDS.map((id) => ({
    id,
    label: PROJECT_GROUPS[id],
    checked: url.group === id,
    onSelect: () => setUrl({ group: url.group === id ? null : id, open: [] }),
  }));
  const all: MenuEntry[] = [
    { id: "open", label: "全部展开", onSelect: () => setUrl({ open: [EVERY_GROUP] }, "replace") },
    { id: "close", label: "全部收起", onSelect: () => setUrl({ open: [] }, "replace") },
    { id: "none", label: "不分组", onSelect: () => setUrl({ group: null, open: [] }) },
  ];
  return (
    <Menu
      align="start"
      groups={url.group === null ? [by] : [all, by]}
      trigger={
        <Button icon={<Rows3 aria-hidden className="size-4" />}>
          {url.group === null ? "分组" : `分组：${PROJECT_GROUPS[url.group]}`}
        </Button>
      }
    />
  );
}
