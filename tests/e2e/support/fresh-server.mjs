// The product as `npm start` serves it, on a database that is filled anew each time.
import { dataDirFromEnvironment, ensureDatabase } from "../../../scripts/embedded-database.mjs";
import { emptyContent } from "../../../scripts/launch/database-content.mjs";

// Never the database that a developer works with.
process.env.DATABASE_URL = "";
const dataDir = dataDirFromEnvironment();
const database = await ensureDatabase({ dataDir, volatile: true });
await emptyContent({ database, dataDir });
await database.stop();

await import("../../../scripts/start.mjs");
