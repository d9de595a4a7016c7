import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { writePrivateFile } from "../embedded-database.mjs";
import { PlainError } from "./plain-error.mjs";
import { inProject } from "./project.mjs";

const SECRET_NAMES = ["NEXTAUTH_SECRET"];

/** Settings of this installation; what the environment says already, wins. */
export function loadEnvironmentFile() {
  if (existsSync(inProject(".env"))) process.loadEnvFile(inProject(".env"));
}

/** Made once and kept, so that sessions outlive a restart. */
function ensureSecrets(dataDir) {
  const file = path.join(dataDir, "secrets.json");
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const missing = SECRET_NAMES.filter((name) => !kept[name]);
  for (const name of missing) kept[name] = randomBytes(32).toString("base64url");
  if (missing.length > 0) writePrivateFile(file, `${JSON.stringify(kept, null, 2)}\n`);
  return Object.fromEntries(SECRET_NAMES.map((name) => [name, process.env[name] || kept[name]]));
}

export function portFromEnvironment() {
  const text = process.env.PORT || "3000";
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new PlainError(`PORT=${text} 不是端口号 · is not a port number.`);
  }
  return port;
}

/** What the web server and the worker are given. */
export function serviceEnvironment({ dataDir, databaseUrl, port, dev }) {
  // Staff open the system under the name or number of this machine, so the address is taken from each request,
  // unless the operator has fixed it.
  const address = process.env.NEXTAUTH_URL
    ? {}
    : { NEXTAUTH_URL: `http://localhost:${port}`, AUTH_TRUST_HOST: "true" };
  return {
    ...ensureSecrets(dataDir),
    ...address,
    CHAINLEAD_DATA: dataDir,
    DATABASE_URL: databaseUrl,
    // Empty, not absent: a .env would be read once more.
    DATABASE_OWNER_URL: "",
    NEXT_TELEMETRY_DISABLED: "1",
    NODE_ENV: dev ? "development" : "production",
    PORT: String(port),
  };
}
