"use client";
import { PlainValue } from "@/components/shared/change-text";
import type { FieldType } from "@/server/domain/project-fields";
import { useChoices } from "./use-choices";

const NAMED: readonly FieldType[] = ["chain", "unit", "street", "account"];

/** One value of a project in the words of the screen; ids that come without a name are looked up. */
export function ValueText({ type, value }: { type: FieldType; value: unknown }) {
  if (typeof value === "number" && NAMED.includes(type)) return <NameOf type={type} id={value} />;
  return <PlainValue type={type} value={value} />;
}

function NameOf({ type, id }: { type: FieldType; id: number }) {
  const choices = useChoices();
  const lists = {
    chain: choices?.chains,
    unit: choices?.departments,
    street: choices?.streets,
    account: choices?.owners,
  };
  const list = type in lists ? lists[type as keyof typeof lists] : undefined;
  return <>{list?.find((one) => one.id === id)?.name ?? String(id)}</>;
}
