/** 登记补充协议（增资）: adds its amount to the contract's, never a project. */
import "server-only";
import type { z } from "zod";
import type { saveSupplement as input } from "@/server/contracts/ledger";
import { noteWithReason } from "@/server/domain/ledger-entries";
import type { WriteContext } from "@/server/record/record";
import { keyOf, loadEntries, type StoredEntry } from "./load-entries";
import { type WrittenEntries, writeDrafts } from "./write-drafts";

type Input = z.output<typeof input>;

export function saveSupplement(context: WriteContext, supplement: Input): Promise<WrittenEntries> {
  const { requestId, submit, ...given } = supplement;
  return writeDrafts<"agreement", typeof given>(context, {
    ledger: "agreement",
    requestId,
    submit,
    rows: [given],
    async prepare({ db }) {
      const ref = given.id === null ? null : { ledger: "agreement" as const, id: given.id };
      const found = ref ? (await loadEntries(db, [ref])).get(keyOf(ref)) : undefined;
      const present = found?.projectId === given.projectId ? (found as StoredEntry<"agreement">) : null;
      const { signedOn, amountFen, agreedOutsideFen, documentNumber, reason } = given;
      const note = noteWithReason(given.note, reason);
      return (_, __, project) => ({
        present,
        row: {
          kind: "supplement",
          signedOn,
          amountFen,
          agreedOutsideFen,
          documentNumber,
          counterpart: given.counterpart || project.basics.investorName,
          event: "",
          validUntil: null,
          note,
        },
        correctionOfId: null,
        reason,
      });
    },
  });
}
