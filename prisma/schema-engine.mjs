#!/usr/bin/env node
/**
 * Stands in for Prisma's native `schema-engine` program, which cannot be downloaded on a closed network.
 * It takes the same arguments and speaks the same newline-delimited JSON-RPC on stdin/stdout, and forwards every
 * request to the WebAssembly build of the engine over the ordinary `pg` driver.
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

/** PostgreSQL's one-byte "char" of the catalogue, and the padded type that the adapter does know. */
const SINGLE_BYTE_CHAR_OID = 18;
const BPCHAR_OID = 1042;

/** JSON-RPC error code of the native engine for "the command failed, here is why". */
const ENGINE_ERROR = 4466;

const ERROR_CODES = { 28000: "P1000", "28P01": "P1000", "3D000": "P1003", "42P04": "P1009" };
const UNREACHABLE = "P1001";
const NEUTRAL_SQLSTATE = "XX000";

function parseArguments(argv) {
  const options = { datamodelFiles: [], url: undefined, shadowUrl: undefined, databaseCommand: undefined };
  const rest = [...argv];
  while (rest.length > 0) {
    const argument = rest.shift();
    if (argument === "--datamodels") options.datamodelFiles.push(rest.shift());
    else if (argument === "--datasource") {
      const datasource = JSON.parse(rest.shift());
      options.url = datasource.url;
      options.shadowUrl = datasource.shadowDatabaseUrl;
    } else if (argument === "--enabled-preview-features" || argument === "--extension-types") rest.shift();
    else if (argument === "cli") options.databaseCommand = rest.shift();
    else if (argument === "--version" || argument === "-v") options.versionOnly = true;
  }
  return options;
}

function databaseNameOf(url) {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

function withDatabase(url, name) {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(name)}`;
  return changed.href;
}

function quoteIdentifier(name) {
  return `"${name.replaceAll('"', '""')}"`;
}

async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

// ── `schema-engine cli can-connect-to-database | create-database | drop-database` ───────────────────────────────

function logLine(level, fields) {
  const entry = { timestamp: new Date().toISOString(), level, fields, target: "schema_engine::logger" };
  process.stderr.write(`${JSON.stringify(entry)}\n`);
}

async function runDatabaseCommand(command, url) {
  // The caller throws the first line of stderr away, so there has to be one before any error.
  logLine("INFO", { message: "Starting schema engine CLI" });
  const name = databaseNameOf(url);
  const database = quoteIdentifier(name);
  try {
    if (command === "can-connect-to-database") {
      await withClient(url, (client) => client.query("SELECT 1"));
    } else if (command === "create-database") {
      await withClient(withDatabase(url, "postgres"), (client) =>
        client.query(`CREATE DATABASE ${database}`),
      );
    } else if (command === "drop-database") {
      await withClient(withDatabase(url, "postgres"), (client) =>
        client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
      );
    } else {
      throw new Error(`unknown database command: ${command}`);
    }
    return 0;
  } catch (error) {
    const { hostname, port } = new URL(url);
    logLine("ERROR", {
      is_panic: false,
      error_code: ERROR_CODES[error.code] ?? UNREACHABLE,
      message: `${error.message || error.code} (${hostname}:${port || 5432}/${name})`,
      meta: {},
    });
    return 1;
  }
}

// ── driver adapter: the stock one, with the gaps closed that only migrations meet ───────────────────────────────

/** The adapter cannot name the catalogue's "char" type and refuses the row; here it becomes an ordinary character. */
function readSingleByteChars(queryable) {
  const performIO = queryable.performIO.bind(queryable);
  const queryRaw = queryable.queryRaw.bind(queryable);
  let characterColumns = [];
  queryable.performIO = async (query) => {
    const result = await performIO(query);
    characterColumns = [];
    for (const [index, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== SINGLE_BYTE_CHAR_OID) continue;
      field.dataTypeID = BPCHAR_OID;
      characterColumns.push(index);
    }
    return result;
  };
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of characterColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return queryable;
}

/**
 * PostgreSQL's own words and the line of the script. Under its real code the engine would replace them by poorer ones
 * ("column not found"), so that goes into the text and a neutral code takes its place.
 */
function scriptError(error, script) {
  if (!(error instanceof pg.DatabaseError)) return error;
  const line = error.position && script.slice(0, Number(error.position)).split("\n").length;
  const where = line ? `, line ${line} of the script` : "";
  return new DriverAdapterError({
    kind: "postgres",
    code: NEUTRAL_SQLSTATE,
    severity: error.severity ?? "ERROR",
    message: `${error.message} (SQLSTATE ${error.code}${where})`,
    detail: error.detail,
    column: error.column,
    hint: error.hint,
  });
}

function prepareForMigrations(connection) {
  readSingleByteChars(connection);
  const startTransaction = connection.startTransaction.bind(connection);
  connection.startTransaction = async (...options) => readSingleByteChars(await startTransaction(...options));
  // The stock version splits at every ";", which tears $$-quoted function bodies apart. One simple query also makes
  // the whole script atomic.
  connection.executeScript = async (script) => {
    await connection
      .underlyingDriver()
      .query(script)
      .catch((error) => {
        throw scriptError(error, script);
      });
  };
  return connection;
}

async function connectForMigrations(url) {
  return prepareForMigrations(await new PrismaPg({ connectionString: url, max: 1 }).connect());
}

class MigrationAdapterFactory extends PrismaPg {
  constructor({ url, shadowUrl }) {
    super({ connectionString: url, max: 1 });
    this.url = url;
    this.shadowUrl = shadowUrl;
  }

  connect() {
    return connectForMigrations(this.url);
  }

  async connectToShadowDb() {
    if (this.shadowUrl) {
      const connection = await connectForMigrations(this.shadowUrl);
      await connection.executeScript("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;");
      return connection;
    }
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    await withClient(this.url, (client) => client.query(`CREATE DATABASE ${quoteIdentifier(name)}`));
    const connection = await connectForMigrations(withDatabase(this.url, name));
    const disconnect = connection.dispose.bind(connection);
    // Its own connection first, then the database: the other way round PostgreSQL refuses to drop it.
    connection.dispose = async () => {
      await disconnect();
      const drop = `DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`;
      await withClient(this.url, (client) => client.query(drop));
    };
    return connection;
  }
}

// ── the engine and its JSON-RPC face ────────────────────────────────────────────────────────────────────────────

async function loadEngineModule() {
  const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const bindings = await import(pathToFileURL(path.join(folder, "schema_engine_bg.js")).href);
  const { instance } = await WebAssembly.instantiate(
    readFileSync(path.join(folder, "schema_engine_bg.wasm")),
    {
      "./schema_engine_bg.js": bindings,
    },
  );
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    message: "",
    set_message(message) {
      this.message = message;
    },
  };
  return bindings.SchemaEngine;
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

function createRequestHandler(SchemaEngine, options) {
  const datamodels = options.datamodelFiles.map((file) => [file, readFileSync(file, "utf8")]);
  const writeLog = (line) => process.env.DEBUG && process.stderr.write(`${line}\n`);
  let nextPrintId = 1_000_000;

  // One engine a request: after applying migrations a reused one no longer accepts a shadow database.
  function newEngine() {
    const factory = bindMigrationAwareSqlAdapterFactory(new MigrationAdapterFactory(options));
    return SchemaEngine.new(
      { datamodels: datamodels.length > 0 ? datamodels : undefined },
      writeLog,
      factory,
    );
  }

  return async function answer({ method, params }) {
    if (method === "createDatabase") return { databaseName: databaseNameOf(options.url) };
    const engine = await newEngine();
    const needsShadow = method === "evaluateDataLoss" || method === "createMigration";
    if (needsShadow && params.migrationsList.migrationDirectories.length > 0) {
      // Asked directly, a fresh engine has no shadow-database factory yet; this question makes it keep one.
      await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
    }
    const result = await engine[method === "getDatabaseVersion" ? "version" : method](params);
    if (method === "diff" && result?.stdout) {
      // The native engine pushes the text of a diff as a request of its own.
      send({ id: nextPrintId++, method: "print", params: { content: result.stdout.replace(/\n$/, "") } });
    }
    return result ?? {};
  };
}

function errorResponse(error) {
  const panic = globalThis.PRISMA_WASM_PANIC_REGISTRY.message;
  const message = panic || error.message;
  return {
    code: ENGINE_ERROR,
    message: error.message,
    data: {
      is_panic: panic !== "",
      message,
      error_code: error.code ?? null,
      meta: error.meta ?? null,
      backtrace: null,
    },
  };
}

async function serveRequests(options) {
  const answer = createRequestHandler(await loadEngineModule(), options);
  for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const request = line.trim() === "" ? {} : JSON.parse(line);
    if (!request.method) continue; // the caller's receipt for a `print`
    try {
      send({ id: request.id, result: await answer(request) });
    } catch (error) {
      send({ id: request.id, error: errorResponse(error) });
    }
  }
}

const options = parseArguments(process.argv.slice(2));
if (options.versionOnly) process.stdout.write("schema-engine-wasm\n");
else if (options.databaseCommand)
  process.exitCode = await runDatabaseCommand(options.databaseCommand, options.url);
else await serveRequests(options);
process.exit();
