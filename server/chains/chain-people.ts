/** Who leads and serves the chains on a day, and in which category they stand: effective-dated. */
import "server-only";
import type { Day } from "@/server/domain/periods";
import { type Database, rowsOf, sql } from "@/server/platform/database";

export interface ChainPerson {
  role: string;
  name: string;
  post: string;
}

export interface ChainOnDay {
  id: number;
  name: string;
  hue: number;
  /** 承接, 创新 …; empty when none is in force. */
  category: string;
  leader: ChainPerson | null;
  deputies: ChainPerson[];
  leadDepartments: string[];
  taskForce: ChainPerson[];
  anchors: { id: number; name: string }[];
}

type Row = Omit<ChainOnDay, "leader" | "deputies" | "leadDepartments" | "taskForce"> & {
  people: ChainPerson[] | null;
};

const TASK_FORCE = new Set(["task-force-head", "task-force-member", "liaison"]);

/** Every active chain as it stood on `day`, in the bureau's order. Old days keep their old people. */
export async function chainsOnDay(db: Pick<Database, "$queryRaw">, day: Day): Promise<ChainOnDay[]> {
  const rows = await rowsOf<Row>(
    db,
    sql`SELECT c.id, c.name, c.hue,
        coalesce((SELECT k.category FROM chain_category k WHERE k.chain_id = c.id AND k.valid_from <= ${day}::date
          AND (k.valid_to IS NULL OR k.valid_to >= ${day}::date) ORDER BY k.valid_from DESC LIMIT 1), '') AS category,
        (SELECT json_agg(json_build_object('role', a.role, 'name', coalesce(u.name, acc.display_name, a.person_name, ''),
            'post', coalesce(a.post, acc.post, '')) ORDER BY a.id)
          FROM chain_appointment a LEFT JOIN unit u ON u.id = a.unit_id AND a.role = 'lead-department'
          LEFT JOIN account acc ON acc.id = a.account_id
          WHERE a.chain_id = c.id AND a.valid_from <= ${day}::date AND (a.valid_to IS NULL OR a.valid_to >= ${day}::date)) AS people,
        coalesce((SELECT json_agg(json_build_object('id', e.id, 'name', e.name) ORDER BY x.id)
          FROM chain_anchor x JOIN enterprise e ON e.id = x.enterprise_id
          WHERE x.chain_id = c.id AND x.valid_from <= ${day}::date AND (x.valid_to IS NULL OR x.valid_to >= ${day}::date)), '[]') AS anchors
      FROM chain c WHERE c.active ORDER BY c.position, c.id`,
  );
  return rows.map(({ people, ...chain }) => {
    const list = people ?? [];
    return {
      ...chain,
      leader: list.find((p) => p.role === "leader") ?? null,
      deputies: list.filter((p) => p.role === "deputy"),
      leadDepartments: list.filter((p) => p.role === "lead-department").map((p) => p.name),
      taskForce: list.filter((p) => TASK_FORCE.has(p.role)),
    };
  });
}
