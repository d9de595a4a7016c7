-- What is frozen row by row must not be emptied as a whole either; papers stay as they were attached.
CREATE TRIGGER setting_no_truncate BEFORE TRUNCATE ON "setting" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER milestone_no_truncate BEFORE TRUNCATE ON "milestone" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agreement_no_truncate BEFORE TRUNCATE ON "agreement" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER arrival_no_truncate BEFORE TRUNCATE ON "arrival" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER investment_no_truncate BEFORE TRUNCATE ON "investment" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_file_append_only BEFORE UPDATE OR DELETE ON "evidence_file" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_file_no_truncate BEFORE TRUNCATE ON "evidence_file" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_link_append_only BEFORE UPDATE OR DELETE ON "evidence_link" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_link_no_truncate BEFORE TRUNCATE ON "evidence_link" EXECUTE FUNCTION refuse_change();
