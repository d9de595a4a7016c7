-- Errors of the data as the last examination found them, for the desks: looking through all rows takes seconds, and a desk is
-- opened all day. Made anew as a whole by the worker.
CREATE TABLE "checkup_error" (
    "check_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "other_id" INTEGER,
    "since" DATE,

    CONSTRAINT "checkup_error_pkey" PRIMARY KEY ("check_id", "subject")
);
ALTER TABLE "checkup_error" ADD CONSTRAINT "checkup_error_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
