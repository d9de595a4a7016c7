-- Papers are asked for by the row that they prove.
CREATE INDEX "evidence_link_subject_kind_subject_id_idx" ON "evidence_link"("subject_kind", "subject_id");
