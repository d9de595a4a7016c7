-- A paper that was taken off again before anything rested on it. The link itself stays as it was attached.
CREATE TABLE "evidence_removal" (
    "link_id" INTEGER NOT NULL,
    "removed_by_id" INTEGER NOT NULL,
    "removed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_removal_pkey" PRIMARY KEY ("link_id")
);

-- AddForeignKey
ALTER TABLE "evidence_removal" ADD CONSTRAINT "evidence_removal_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "evidence_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER evidence_removal_append_only BEFORE UPDATE OR DELETE ON "evidence_removal" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_removal_no_truncate BEFORE TRUNCATE ON "evidence_removal" EXECUTE FUNCTION refuse_change();

-- The papers that stand: what every question reads.
CREATE VIEW "evidence_paper" AS
  SELECT l.id, l.file_id, l.project_id, l.requirement, l.subject_kind, l.subject_id, l.original_name, l.attached_by_id, l.attached_at
  FROM "evidence_link" l WHERE NOT EXISTS (SELECT 1 FROM "evidence_removal" r WHERE r.link_id = l.id);
