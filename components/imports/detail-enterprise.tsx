/** A row of 企业名录: what the list says of an enterprise, and what it would change on the one that is on record. */
import Link from "next/link";
import { NONE } from "@/components/shared/format";
import type { DetailRowView, EnterpriseReading } from "@/server/contracts/import-details";
import { honourText } from "@/server/domain/enterprise-directory";

export function EnterpriseCells({ uscc, province, city, investorKind, ...rest }: EnterpriseReading) {
  const { formerNames, shortNames, groupName, honours, profile } = rest;
  const said = [
    ["曾用名", formerNames.join("、")],
    ["简称", shortNames.join("、")],
    ["所属集团", groupName],
    ["荣誉", honours.map(honourText).join("、")],
    ["简介", profile],
  ].filter(([, text]) => text !== "");
  return (
    <>
      <td className="px-3 py-1.5 tabular-nums">{uscc ?? NONE}</td>
      <td colSpan={3} className="min-w-64 px-3 py-1.5">
        {[province, city].filter(Boolean).join("") || NONE}
        {investorKind ? ` · ${investorKind}` : ""}
        {said.map(([word, text]) => (
          <span key={word} className="line-clamp-2 block text-sm text-faint">
            {word} {text}
          </span>
        ))}
      </td>
    </>
  );
}

/** The name in the list, and beneath it the one on record where it is another. */
export function EnterpriseName({ row }: { row: DetailRowView }) {
  const { enterprise, project } = row;
  if (!enterprise) return project.name || "（没有写企业名称）";
  return (
    <>
      <Link href={`/enterprises/${enterprise.id}`} className="hover:underline">
        {enterprise.name}
      </Link>
      {project.name === enterprise.name ? null : (
        <span className="block text-sm text-faint">表中：{project.name}</span>
      )}
    </>
  );
}

export function EnterpriseChanges({ row }: { row: DetailRowView }) {
  if (row.changes.length === 0) return null;
  return (
    <ul aria-label={`${row.project.name} 的改动`} className="mt-1 flex flex-col gap-1 text-sm">
      {row.changes.map(({ field, label, before, after, cell }) => (
        <li key={field} className="min-w-0 break-words">
          <span className="text-muted">{label}</span>
          {cell ? <span className="text-faint"> {cell}</span> : null}{" "}
          {before ? (
            <>
              <del className="text-faint">{before}</del> →{" "}
            </>
          ) : null}
          <ins className="no-underline">{after}</ins>
        </li>
      ))}
    </ul>
  );
}
