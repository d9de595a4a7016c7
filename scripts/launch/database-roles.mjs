import { withClient } from "./database-client.mjs";
import { PlainError } from "./plain-error.mjs";

/**
 * Two roles share the work. The owner makes and changes tables; the product (web server, worker, commands) reads and
 * writes rows. What the product may do is named here, so a new table only grows until someone names it.
 */
const LEDGERS = ["milestone", "agreement", "arrival", "investment"];
const REPLACED = [
  "project_engine",
  "project_linked_chain",
  "project_investor",
  "import_row",
  "import_detail",
];
const SUMS = ["month_sum", "month_sum_state", "month_stale", "past_sum", "past_sum_state"];
/** Made from the facts, and made anew from them when they differ. */
const PAST = ["project_past"];
/** Made anew by every examination. */
const FOUND = ["checkup_error"];
const LIKENESS = ["likeness_pair", "likeness_stale"];
const FIGURES = ["exchange_rate", "target"];
const SIGNATURES = ["month_signature"];

/** Rows may be taken away. Approved rows of the ledgers are guarded by triggers, which only the owner could take off. */
const MAY_DELETE = new Set([
  ...LEDGERS,
  ...REPLACED,
  ...SUMS,
  ...PAST,
  ...FOUND,
  ...LIKENESS,
  ...FIGURES,
  ...SIGNATURES,
]);

/** Rows may be changed. */
const MAY_UPDATE = new Set([
  ...LEDGERS,
  ...FIGURES,
  ...SIGNATURES,
  "account",
  "account_session",
  "chain",
  "chain_anchor",
  "chain_appointment",
  "chain_category",
  "checkup_acceptance",
  "dispute",
  "enterprise",
  "enterprise_honour",
  "enterprise_name",
  "import_batch",
  "import_detail",
  "import_row",
  "job",
  "likeness_dismissal",
  "month_state",
  "name_version",
  "operation",
  "own_form",
  "project",
  "project_member",
  "receipt",
  "report_template",
  "saved_view",
  "target_board",
  "transfer",
  "unit",
  "upkeep",
]);

/** Not even read: the product has no business with the history of its structure. */
const OWNERS_OWN = "_prisma_migrations";

/** Any number will do; two starts that meet on one database must agree on it. */
const GRANT_LOCK = 20_261_127;

const quote = (name) => `"${name.replaceAll('"', '""')}"`;
const literal = (text) => `'${text.replaceAll("'", "''")}'`;

/** A role that may sign in and nothing else; also one that was there already gets this password. */
export async function ensureRole(client, role, password) {
  const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
  if (rowCount === 0) {
    await client.query(`CREATE ROLE ${quote(role)} NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT`);
  }
  await client.query(`ALTER ROLE ${quote(role)} LOGIN PASSWORD ${literal(password)}`);
}

function wantedOn({ name: table, view }) {
  if (table === OWNERS_OWN) return "";
  // Written through a view, a table would be written with its owner's rights.
  if (view) return "SELECT";
  const rights = ["SELECT", "INSERT"];
  if (MAY_UPDATE.has(table)) rights.push("UPDATE");
  if (MAY_DELETE.has(table)) rights.push("DELETE");
  return rights.join(", ");
}

async function rightsOf(client, role) {
  const { rows } = await client.query(
    `SELECT c.relname AS name, c.relkind = 'v' AS view, coalesce((SELECT string_agg(p, ', ' ORDER BY n)
        FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) WITH ORDINALITY AS r(p, n)
        WHERE has_table_privilege($1, c.oid, p)), '') AS rights
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') ORDER BY 1`,
    [role],
  );
  return rows;
}

/** Schema and database: nothing may be made, and no table of one's own may stand before the real one. */
async function mayMake(client, role) {
  const { rows } = await client.query(
    `SELECT has_schema_privilege($1, 'public', 'CREATE') OR has_database_privilege($1, current_database(), 'TEMPORARY') AS may`,
    [role],
  );
  return rows[0].may;
}

async function refuseMightyRole(client, role) {
  const { rows } = await client.query(
    `SELECT r.rolsuper OR pg_has_role(r.oid, c.relowner, 'MEMBER') AS mighty
      FROM pg_roles r, pg_class c WHERE r.rolname = $1 AND c.oid = 'public.project_fact'::regclass`,
    [role],
  );
  if (!rows[0].mighty) return;
  throw new PlainError(
    `DATABASE_URL 的数据库角色 ${role} 自己就是表的所有者或超级用户，与 DATABASE_OWNER_URL 分开没有作用：请为 DATABASE_URL 另建一个普通角色。\n` +
      `The role ${role} of DATABASE_URL owns the tables or is a superuser: give DATABASE_URL an ordinary role of its own.`,
  );
}

function grantsFor(role, database, tables) {
  const to = quote(role);
  return [
    `REVOKE TEMPORARY ON DATABASE ${quote(database)} FROM PUBLIC`,
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    `GRANT USAGE ON SCHEMA public TO ${to}`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${to}`,
    ...tables.filter(wantedOn).map((table) => `GRANT ${wantedOn(table)} ON ${quote(table.name)} TO ${to}`),
    `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${to}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO ${to}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${to}`,
  ];
}

/**
 * Gives the role of `url` what it needs on the tables of `ownerUrl`, and takes everything else. Harmless when repeated;
 * nothing is written while all is as it should be, so that a command beside a running product disturbs nobody.
 */
export async function ensureGrants({ url, ownerUrl }) {
  if (url === ownerUrl) return;
  // The server's own word: behind a pooler the name in the address may be another.
  const role = await withClient(url, async (client) => {
    const { rows } = await client.query("SELECT current_user AS role");
    return rows[0].role;
  });
  await withClient(ownerUrl, async (client) => {
    await refuseMightyRole(client, role);
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [GRANT_LOCK]);
    const present = await rightsOf(client, role);
    const differs = present.some((table) => table.rights !== wantedOn(table));
    if (differs || (await mayMake(client, role))) {
      const { rows } = await client.query("SELECT current_database() AS name");
      for (const statement of grantsFor(role, rows[0].name, present)) await client.query(statement);
    }
    await client.query("COMMIT");
  });
}
