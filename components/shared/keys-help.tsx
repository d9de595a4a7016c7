"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

export interface KeyLine {
  keys: readonly string[];
  does: string;
}

export interface KeyGroup {
  title: string;
  lines: readonly KeyLine[];
}

const KEY_GROUPS: readonly KeyGroup[] = [
  {
    title: "到处可用",
    lines: [
      { keys: ["Ctrl", "K"], does: "搜索和命令" },
      { keys: ["?"], does: "这张表" },
      { keys: ["Esc"], does: "关闭侧栏或对话框" },
    ],
  },
  {
    title: "列表",
    lines: [
      { keys: ["↑", "↓"], does: "上一行、下一行（也可用 k、j）" },
      { keys: ["Enter"], does: "在侧栏里看" },
      { keys: ["Ctrl", "Enter"], does: "打开整页" },
      { keys: ["空格"], does: "勾选；按住 Shift 勾选一段" },
      { keys: ["Home", "End"], does: "第一行、最后一行" },
      { keys: ["Shift", "←", "→"], does: "在表头上：收窄、加宽这一列" },
    ],
  },
  {
    title: "填数表格",
    lines: [
      { keys: ["F2"], does: "改这一格（或直接打字）" },
      { keys: ["Enter", "Tab"], does: "往下、往右" },
      { keys: ["Shift", "↓"], does: "选中一片" },
      { keys: ["Ctrl", "C", "V"], does: "与 Excel、WPS 互相复制粘贴" },
      { keys: ["Ctrl", "D"], does: "向下填充" },
      { keys: ["Esc"], does: "放弃这一格的修改" },
    ],
  },
];

interface KeysHelpProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Keys of the page at hand, shown first. */
  more?: readonly KeyGroup[];
}

/** What `?` shows. */
export function KeysHelp({ open, onOpenChange, more = [] }: KeysHelpProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="快捷键" size="lg">
      <div className="gap-8 sm:columns-2">
        {[...more, ...KEY_GROUPS].map((group) => (
          <section key={group.title} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 font-semibold">{group.title}</h3>
            <dl>
              {group.lines.map((line) => (
                <div
                  key={line.does}
                  className="flex items-center justify-between gap-3 border-b border-line py-1.5"
                >
                  <dt className="text-muted">{line.does}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {line.keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
