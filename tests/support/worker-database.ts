import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { testDatabase } from "./database";

// Runs before the test file is loaded, so whatever it imports finds its own database and folder. Both are new for each
// file: numbers begin anew in the database, and must not meet the files of an earlier one.
process.env.DATABASE_URL = await testDatabase();
process.env.CHAINLEAD_DATA = `${inject("filesFolder")}/${randomUUID()}`;
process.env.NEXTAUTH_SECRET = "for-tests-only";
