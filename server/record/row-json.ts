/** How a row of a ledger becomes what a fact carries. */
import "server-only";
import type { Ledger } from "@/server/domain/project-facts";
import { type Sql, sql } from "@/server/platform/database";

/** Columns of each ledger under the names of its row, over an alias `e`. */
export const ROW_JSON: Record<Ledger, Sql> = {
  agreement: sql`json_build_object('kind', e.kind, 'signedOn', e.signed_on::text, 'amountFen', e.amount_fen,
    'agreedOutsideFen', e.agreed_outside_fen, 'documentNumber', e.document_number, 'counterpart', e.counterpart,
    'event', e.event, 'validUntil', e.valid_until::text, 'note', e.note)`,
  arrival: sql`json_build_object('arrivedOn', e.arrived_on::text, 'payerName', e.payer_name, 'sourceProvince',
    e.source_province, 'currency', e.currency, 'originalCents', e.original_cents, 'amountFen', e.amount_fen,
    'outsideFen', e.outside_fen, 'insideFen', e.inside_fen, 'foreignFen', e.foreign_fen, 'useKind', e.use_kind,
    'voucherKind', e.voucher_kind, 'voucherNumber', e.voucher_number, 'note', e.note)`,
  investment: sql`json_build_object('month', e.month, 'basis', e.basis, 'constructionFen', e.construction_fen,
    'installationFen', e.installation_fen, 'equipmentFen', e.equipment_fen, 'otherFen', e.other_fen,
    'totalFen', e.total_fen, 'note', e.note)`,
};
