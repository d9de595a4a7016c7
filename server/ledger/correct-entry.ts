/** 冲减 and 补报: the difference to an approved row, as a row of its own that is reviewed like any other. */
import "server-only";
import type { z } from "zod";
import type { correctEntry as input } from "@/server/contracts/ledger";
import { sumFen } from "@/server/domain/amounts";
import { correctionRow } from "@/server/domain/ledger-corrections";
import { entryAmountFen } from "@/server/domain/ledger-entries";
import type { Ledger } from "@/server/domain/project-facts";
import { Refusal } from "@/server/domain/refusals";
import { database, sql } from "@/server/platform/database";
import type { WriteContext } from "@/server/record/record";
import { entriesWhere, projectIdsOf, type StoredEntry } from "./load-entries";
import { type WrittenEntries, writeDrafts } from "./write-drafts";

type Input = z.output<typeof input>;

/** Nothing is left of an original that waiting corrections have taken; what they would add is not there yet. */
const lowers = (ledger: Ledger, entry: StoredEntry): boolean =>
  entry.status === "approved" || (entry.status === "submitted" && entryAmountFen(ledger, entry.row) < 0);

export async function correctEntry(context: WriteContext, correction: Input): Promise<WrittenEntries> {
  const { requestId, submit, ledger, originalId, amountFen, parts, reason, id, version } = correction;
  const [projectId] = await projectIdsOf(database, [{ ledger, id: originalId }]);
  if (projectId === undefined) throw new Refusal("not-found");
  return writeDrafts<Ledger, { id: number | null; version: number | null; projectId: number }>(context, {
    ledger,
    requestId,
    submit,
    rows: [{ id, version, projectId }],
    async prepare({ db, rules }) {
      const related: StoredEntry[] = await entriesWhere(
        db,
        ledger,
        sql`(e.id = ${originalId} OR e.correction_of_id = ${originalId})`,
      );
      return () => {
        const original = related.find((e) => e.id === originalId);
        if (!original) throw new Refusal("not-found");
        const present = related.find((e) => e.id === id && e.correctionOfId === originalId) ?? null;
        const others = related.filter((e) => e !== original && e !== present && lowers(ledger, e));
        const row = correctionRow(
          original,
          { amountFen, parts },
          sumFen(others.map((e) => entryAmountFen(ledger, e.row))),
          {
            homeProvince: rules.district.homeProvince,
            note: `${amountFen < 0 || (parts && sumFen(Object.values(parts)) < 0) ? "冲减" : "补报"}：${reason}`,
          },
        );
        return { present, row, correctionOfId: originalId, reason };
      };
    },
  });
}
