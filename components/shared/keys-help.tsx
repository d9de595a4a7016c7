"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import type { PaletteAction } from "./palette-entries";

interface KeyLine {
  keys: readonly string[];
  does: string;
}

interface KeyGroup {
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
      { keys: ["PgUp", "PgDn"], does: "上一屏、下一屏" },
      { keys: ["Home", "End"], does: "第一行、最后一行" },
      { keys: ["Enter"], does: "在侧栏里看" },
      { keys: ["Ctrl", "Enter"], does: "打开整页" },
      { keys: ["空格"], does: "勾选；按住 Shift 勾选一段" },
      { keys: ["Shift", "←", "→"], does: "在表头上：收窄、加宽这一列" },
      { keys: ["Ctrl", "Shift", "←", "→"], does: "在表头上：把这一列往前、往后移（也可用鼠标拖）" },
    ],
  },
  {
    title: "在项目列表里修改",
    lines: [
      { keys: ["E"], does: "开始修改（列表里的“编辑”）；各列的字母键此时用来打字" },
      { keys: ["↑", "↓", "←", "→"], does: "走到旁边的格；按住 Shift 选中一片（也可用鼠标拖）" },
      { keys: ["Enter", "F2"], does: "改这一格（或直接打字、双击）" },
      { keys: ["Enter", "Tab"], does: "改完：往下、往右；按住 Shift 反向" },
      { keys: ["Ctrl", "C", "V"], does: "与 Excel、WPS 互相复制粘贴，多行多列" },
      { keys: ["Ctrl", "D"], does: "向下填充（也可拖选区右下角）" },
      { keys: ["Delete"], does: "清空选中的格" },
      { keys: ["Ctrl", "Z"], does: "撤回上一步未保存的改动" },
      { keys: ["Ctrl", "S"], does: "一次保存全部改动" },
      { keys: ["Esc"], does: "放弃这一格；再按一次结束修改" },
    ],
  },
  {
    title: "看板（在卡片名称上）",
    lines: [
      { keys: ["↑", "↓", "←", "→"], does: "走到旁边的卡片" },
      { keys: ["Enter"], does: "在侧栏里看" },
      { keys: ["空格"], does: "拿起卡片" },
      { keys: ["←", "→"], does: "拿起后：选择阶段" },
      { keys: ["空格"], does: "放下并推进（也可用 Enter）" },
      { keys: ["Esc"], does: "放回原处" },
    ],
  },
  {
    title: "项目页",
    lines: [
      { keys: ["N"], does: "登记跟进" },
      { keys: ["Ctrl", "Enter"], does: "在跟进里：登记" },
    ],
  },
  {
    title: "审核",
    lines: [
      { keys: ["j", "k"], does: "下一条、上一条" },
      { keys: ["空格"], does: "勾选，成批审核" },
      { keys: ["a"], does: "通过勾选的；没有勾选时为当前一条" },
      { keys: ["r"], does: "退回，并填写原因" },
    ],
  },
  {
    title: "填数表格（固投、目标、汇率）",
    lines: [
      { keys: ["F2"], does: "改这一格（或直接打字）" },
      { keys: ["Enter", "Tab"], does: "往下、往右；按住 Shift 反向" },
      { keys: ["Home", "End"], does: "行首、行尾" },
      { keys: ["Shift", "↓"], does: "选中一片" },
      { keys: ["Ctrl", "A"], does: "全选" },
      { keys: ["Ctrl", "C", "V"], does: "与 Excel、WPS 互相复制粘贴" },
      { keys: ["Ctrl", "D"], does: "向下填充" },
      { keys: ["Ctrl", "Z"], does: "撤回上一步" },
      { keys: ["Delete"], does: "清空选中的格" },
      { keys: ["Esc"], does: "放弃这一格的修改" },
    ],
  },
  {
    title: "台账填报",
    lines: [
      { keys: ["Enter"], does: "到位资金：下一行，末行时添一行" },
      { keys: ["↑", "↓"], does: "到位资金：上一行、下一行" },
      { keys: ["Ctrl", "S"], does: "保存草稿" },
      { keys: ["Ctrl", "Enter"], does: "报审" },
    ],
  },
  {
    title: "月报（在数字上）",
    lines: [
      { keys: ["↑", "↓", "←", "→"], does: "走到旁边的数字" },
      { keys: ["Home", "End"], does: "行首、行尾；按住 Ctrl 到角上" },
      { keys: ["Enter"], does: "看这个数的明细" },
    ],
  },
  {
    title: "图表（在图上）",
    lines: [{ keys: ["T"], does: "换成数据表，再按换回" }],
  },
];

/** The single letters of this person's deeds. */
export function deedKeys(actions: readonly PaletteAction[]): KeyGroup[] {
  const lines = actions.flatMap(({ keys, label }) => (keys ? [{ keys: [keys], does: label }] : []));
  return lines.length > 0 ? [{ title: "办事", lines }] : [];
}

interface KeysHelpProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Shown first. */
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
                  key={`${line.keys.join()} ${line.does}`}
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
