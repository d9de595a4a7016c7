// The product as `npm start` serves it, on a database that is filled anew each time.
import { rmSync } from "node:fs";
import path from "node:path";
import { dataDirFromEnvironment, ensureDatabase } from "../../../scripts/embedded-database.mjs";
import { recreateDatabase } from "../../../scripts/launch/database-content.mjs";

// Never the database that a developer works with.
process.env.DATABASE_URL = "";
const dataDir = dataDirFromEnvironment();
const database = await ensureDatabase({ dataDir, volatile: true });
await recreateDatabase(database.url);
await database.stop();
rmSync(path.join(dataDir, "evidence"), { recursive: true, force: true });

await import("../../../scripts/start.mjs");
