/** One evidence file for one reader: what lies outside his scope does not exist; looking into a sensitive lead is audited. */
import "server-only";
import type { Readable } from "node:stream";
import { mayOpenDisputePaper } from "@/server/attribution";
import { dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { database, rowsOf, sql } from "@/server/platform/database";
import { readKept } from "@/server/platform/storage";
import { maskedFor, projectsFor } from "@/server/projects";
import { appendAudit } from "@/server/record/audit";

export interface OpenedEvidence {
  originalName: string;
  mediaType: string;
  size: number;
  bytes: Readable;
}

interface LinkRow {
  number: string;
  projectId: number;
  requirement: string;
  subjectKind: string;
  disputeId: number | null;
  inScope: boolean;
  sensitivity: string;
  originalName: string;
  mediaType: string;
  size: number;
  sha256: string;
}

export async function openEvidence(
  context: { actor: Actor; now: Date },
  linkId: number,
): Promise<OpenedEvidence> {
  const { actor, now } = context;
  const [link] = await rowsOf<LinkRow>(
    database,
    sql`SELECT p.number, p.id AS "projectId", p.sensitivity, l.requirement, l.subject_kind AS "subjectKind", l.subject_id AS "disputeId",
        (${projectsFor(actor, "project:read")} AND ${projectsFor(actor, "evidence:read")} AND NOT ${maskedFor(actor)}) AS "inScope",
        l.original_name AS "originalName", f.media_type AS "mediaType", f.size, f.sha256
      FROM evidence_paper l JOIN evidence_file f ON f.id = l.file_id JOIN project p ON p.id = l.project_id
      WHERE l.id = ${linkId}`,
  );
  const may =
    link?.subjectKind === "dispute" ? await mayOpenDisputePaper(actor, link, dayOf(now)) : link?.inScope;
  if (!link || !may) throw new Refusal("not-found");
  if (link.sensitivity === "sensitive") {
    await appendAudit(database, actor, now, [
      {
        action: "evidence:read",
        subjectKind: "evidence",
        subjectId: String(linkId),
        subjectLabel: link.number,
      },
    ]);
  }
  const { originalName, mediaType, size } = link;
  return { originalName, mediaType, size, bytes: await readKept(link.sha256) };
}
