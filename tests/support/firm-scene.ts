/** Two records of one enterprise with everything that can hang on an enterprise, and what of all that is told afterwards. */
import type { InvestorShare } from "@/server/domain/investors";
import type { Actor } from "@/server/domain/permissions";
import type { Fact } from "@/server/domain/project-facts";
import { findOrCreateMany } from "@/server/enterprises";
import { database, rowsOf, sql } from "@/server/platform/database";
import { record } from "@/server/record/record";
import { type LedgerScene, makeProject, NOW, SIGNED } from "./ledger-scene";

let made = 0;

export async function makeFirm(name: string, uscc: string | null = null): Promise<number> {
  const rest = { usccReason: uscc === null ? "" : "待核实", province: "", city: "", kind: "" };
  const [id = 0] = (await findOrCreateMany(database, [{ name, uscc, ...rest }])).ids;
  return id;
}

/** The facts by which a project has this main investor and this list of investors. */
export async function investIn(
  actor: Actor,
  projectId: number,
  main: number | null,
  investors: readonly InvestorShare[],
): Promise<void> {
  await record(
    { actor, now: NOW },
    {
      action: "test",
      projectIds: [projectId],
      decide: ({ projects }) => {
        const before = { investorId: projects.get(projectId)?.basics.investorId ?? null };
        const facts: Fact[] = [
          { type: "BasicsEdited", v: 1, before, after: { investorId: main }, reason: "" },
          { type: "InvestorsSet", v: 1, investors: [...investors] },
        ];
        return [{ id: projectId, facts: facts.map((fact) => ({ fact })) }];
      },
      answer: () => null,
    },
  );
}

/** A signed project whose main investor, or one of whose investors, is this one. */
export async function makeInvestment(
  scene: LedgerScene,
  main: number,
  investors: readonly InvestorShare[] = [],
  wish: Parameters<typeof makeProject>[1] = {},
): Promise<number> {
  made += 1;
  const id = await makeProject(scene, { name: `总成基地${made}号`, done: SIGNED, planWan: 5_000, ...wish });
  await investIn(scene.actors.director, id, main, investors);
  return id;
}

/** Every column of the database that points at an enterprise. The information schema tells constraints to owners only. */
export const pointers = () =>
  rowsOf<{ table: string; column: string }>(
    database,
    sql`SELECT c.conrelid::regclass::text AS "table", a.attname::text AS "column" FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
      WHERE c.contype = 'f' AND c.confrelid = 'enterprise'::regclass ORDER BY 1, 2`,
  );
