import path from "node:path";
import { defineConfig } from "prisma/config";

// Without these two, every prisma command tries to download a native program and to ask about updates.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, "prisma", "schema-engine.mjs");
process.env.CHECKPOINT_DISABLE ??= "1";

// Generating the client needs no database, so the address may be absent.
const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: path.join("prisma", "schema"),
  migrations: { path: path.join("prisma", "migrations") },
  ...(url ? { datasource: { url } } : {}),
});
