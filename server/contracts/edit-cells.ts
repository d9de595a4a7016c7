/** 表内修改: cells of the list, each with the version of its project in which it was seen. */
import { z } from "zod";
import { CELL_FIELDS, MOST_CELLS } from "@/server/domain/cell-edit";
import { id, text } from "./kit";
import { projectPatch, requestIdSchema } from "./project";

/** A page of the list at a time. */
const MOST_ASKED = 200;

export const editableProjects = z.object({
  ids: z.array(id).min(1, "请先选择项目").max(MOST_ASKED, `一次最多核对 ${MOST_ASKED} 个项目`),
});

/** A value is held against the same bounds as in the form of the project. */
const cell = z
  .object({
    projectId: id,
    field: z.enum(CELL_FIELDS, { error: "这一列不能修改" }),
    value: z.union([z.string(), z.number(), z.null()], { error: "填写内容有误" }),
    version: z.number().int(),
  })
  .transform((given, context) => {
    const read = projectPatch.shape[given.field].safeParse(given.value);
    if (read.success) return { ...given, value: read.data ?? null };
    for (const { message } of read.error.issues)
      context.addIssue({ code: "custom", message, path: ["value"], input: given.value });
    return z.NEVER;
  });

export const editCells = z.object({
  requestId: requestIdSchema,
  reason: text(500).default(""),
  cells: z
    .array(cell)
    .min(1, "没有要保存的改动")
    .max(MOST_CELLS, `一次最多保存 ${MOST_CELLS} 格，请分几次保存`)
    .refine(
      (cells) => new Set(cells.map((c) => `${c.projectId}/${c.field}`)).size === cells.length,
      "同一格改了两次",
    ),
});
export type EditCells = z.input<typeof editCells>;
