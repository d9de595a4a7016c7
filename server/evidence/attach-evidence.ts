/** 上传材料: bytes onto the disk, a judgement of what they are, and one fact. Refused at any step, nothing stays. */
import "server-only";
import { requireDisputePaper } from "@/server/attribution";
import type { AttachEvidence } from "@/server/contracts/evidence";
import { type Day, dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, database, Prisma, reserveIds, rowsOf, sql } from "@/server/platform/database";
import { discard, type IncomingFile, keep, takeIn } from "@/server/platform/storage";
import { requireOn } from "@/server/projects";
import { loadProjects } from "@/server/record/load-project";
import { rulesInForce } from "@/server/record/load-rules";
import { record, type WriteContext } from "@/server/record/record";
import { judgeFile } from "./judge-file";

export interface AttachedEvidence {
  linkId: number;
  projectId: number;
  version: number;
}

const LONGEST_NAME = 200;

/** The last part of a path, without control characters, short enough to keep; the extension survives the cut. */
export function cleanFileName(raw: string): string {
  const base = raw.split(/[\\/]/).at(-1) ?? "";
  const name = base.replace(/[\p{Cc}\p{Cf}]/gu, "").trim() || "未命名";
  if (name.length <= LONGEST_NAME) return name;
  const extension = /\.[^.\s]{1,8}$/.exec(name)?.[0] ?? "";
  return name.slice(0, LONGEST_NAME - extension.length) + extension;
}

/** A paper of a dispute is for its two sides, who need not see the project; any other for who may attach to it. */
async function requireRight(
  db: Pick<Database, "$queryRaw">,
  actor: Actor,
  { subjectKind, subjectId, requirement }: AttachEvidence,
  state: ProjectState | undefined,
  today: Day,
): Promise<void> {
  if (subjectKind === "dispute")
    await requireDisputePaper(db, actor, { disputeId: subjectId, requirement }, state, today);
  else requireOn(actor, "evidence:attach", state);
}

async function requireSubject(db: Database, input: AttachEvidence): Promise<void> {
  if (input.subjectKind === "project") return;
  const table = Prisma.raw(`"${input.subjectKind}"`);
  const found = await rowsOf(
    db,
    sql`SELECT 1 FROM ${table} WHERE id = ${input.subjectId} AND project_id = ${input.projectId}`,
  );
  if (found.length === 0) throw new Refusal("not-found");
}

async function refuseTwice(db: Database, fileId: number, input: AttachEvidence): Promise<void> {
  const twice = await rowsOf(
    db,
    sql`SELECT 1 FROM evidence_paper WHERE file_id = ${fileId} AND project_id = ${input.projectId}
      AND requirement = ${input.requirement} AND subject_kind = ${input.subjectKind}
      AND subject_id IS NOT DISTINCT FROM ${input.subjectId}::int`,
  );
  if (twice.length > 0) throw refuseAt("duplicate", "file", "同一文件已作为该材料上传过");
}

/** The row of a content; the first upload of it makes the row. */
async function fileRow(
  db: Database,
  file: IncomingFile,
  mediaType: string,
  context: WriteContext,
): Promise<number> {
  await db.$executeRaw(
    sql`INSERT INTO evidence_file (sha256, size, media_type, uploaded_by_id, uploaded_at)
      VALUES (${file.sha256}, ${file.size}, ${mediaType}, ${context.actor.id}, ${context.now})
      ON CONFLICT (sha256) DO NOTHING`,
  );
  const [row] = await rowsOf<{ id: number }>(
    db,
    sql`SELECT id FROM evidence_file WHERE sha256 = ${file.sha256}`,
  );
  if (!row) throw new Error("the file row is missing");
  return row.id;
}

function recordLink(
  context: WriteContext,
  input: AttachEvidence,
  file: IncomingFile,
  named: { originalName: string; mediaType: string },
): Promise<AttachedEvidence> {
  const { requirement, subjectKind, subjectId } = input;
  let linkId = 0;
  return record(
    { ...context, requestId: input.requestId },
    {
      action: "evidence:attach",
      projectIds: [input.projectId],
      async decide({ db, projects, today }) {
        await requireRight(db, context.actor, input, projects.get(input.projectId), today);
        await requireSubject(db, input);
        const fileId = await fileRow(db, file, named.mediaType, context);
        await refuseTwice(db, fileId, input);
        [linkId = 0] = await reserveIds(db, "evidence_link", 1);
        // Before the commit: a row without its bytes would be a lie, bytes without a row are merely spare.
        await keep(file);
        const { originalName } = named;
        return [
          {
            id: input.projectId,
            facts: [
              {
                fact: {
                  type: "EvidenceAttached",
                  v: 1,
                  linkId,
                  fileId,
                  requirement,
                  originalName,
                  subjectKind,
                  subjectId,
                },
              },
            ],
          },
        ];
      },
      answer: ([state]) => {
        if (!state) throw new Error("no project was changed");
        return { linkId, projectId: state.id, version: state.version };
      },
    },
  );
}

/** Attaches a file to a project. The right is asked before the first byte is taken, and again under the lock. */
export async function attachEvidence(
  context: WriteContext,
  input: AttachEvidence,
  upload: { fileName: string; bytes: AsyncIterable<Uint8Array> },
): Promise<AttachedEvidence> {
  const present = await loadProjects(database, [input.projectId], { lock: false });
  const today = dayOf(context.now);
  await requireRight(database, context.actor, input, present.get(input.projectId), today);
  const rules = await rulesInForce(database, today);
  const originalName = cleanFileName(upload.fileName);
  const incoming = await takeIn(upload.bytes, rules.evidence.maxBytes);
  try {
    const { mediaType } = await judgeFile(incoming.path, incoming.size, originalName);
    return await recordLink(context, input, incoming, { originalName, mediaType });
  } finally {
    await discard(incoming);
  }
}
