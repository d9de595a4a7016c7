import { inject } from "vitest";
import { testDatabase } from "./database";

// Runs before the test file is loaded, so whatever it imports finds its own database and folder.
process.env.DATABASE_URL = await testDatabase();
process.env.CHAINLEAD_DATA = `${inject("filesFolder")}/${process.env.VITEST_POOL_ID ?? "0"}`;
process.env.NEXTAUTH_SECRET = "for-tests-only";
