/** 曾用名 and 简称 as questions read them. */
import "server-only";
import type { NameKind } from "@/server/domain/other-names";
import { sql } from "@/server/platform/database";

export interface ListedName {
  id: number;
  kind: NameKind;
  name: string;
  validFrom: string | null;
  validTo: string | null;
}

/** Names beside the present one, over `enterprise e`: former ones first, the latest first. */
export const OTHER_NAMES = sql`coalesce((SELECT json_agg(json_build_object('id', n.id, 'kind', n.kind, 'name', n.name,
    'validFrom', n.valid_from::text, 'validTo', n.valid_to::text) ORDER BY n.kind, n.valid_to DESC NULLS FIRST, n.id DESC)
  FROM enterprise_name n WHERE n.enterprise_id = e.id AND n.removed_at IS NULL), '[]')`;
