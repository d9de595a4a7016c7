"use client";
import clsx from "clsx";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { Section } from "@/components/shared/section";
import { Button } from "@/components/ui/button";
import type { OpenCard } from "@/server/contracts/project-card";
import type { BasicsField } from "@/server/domain/project-facts";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import { BasicsForm } from "./basics-form";
import { BASICS_GROUPS, type BasicsGroup } from "./basics-groups";
import { takeFocus } from "./focus-places";
import { ValueText } from "./value-text";

/** 概况: what the project is, part by part, each part edited where it stands. */
export function BasicsSection({ card }: { card: OpenCard }) {
  // A link to one field opens the form that holds it.
  const named = useSearchParams().get("field");
  const [editing, setEditing] = useState<string | null>(
    card.rights.edit
      ? (BASICS_GROUPS.find(({ fields }) => fields.some((f) => f === named))?.id ?? null)
      : null,
  );
  const [left, setLeft] = useState<string | null>(null);
  const close = (id: string) => {
    setLeft(id);
    setEditing(null);
  };
  return (
    <Section title="概况" flush>
      {BASICS_GROUPS.map((group) => (
        <div key={group.id} className="border-t border-line px-3 py-2.5 first:border-t-0">
          <div className="mb-1.5 flex items-center gap-2">
            <h3 className="text-sm font-semibold text-muted">{group.title}</h3>
            {card.rights.edit && editing === null ? (
              <Button
                variant="ghost"
                size="sm"
                ref={left === group.id ? takeFocus : undefined}
                className="no-print ml-auto"
                aria-label={`修改${group.title}`}
                onClick={() => setEditing(group.id)}
              >
                修改
              </Button>
            ) : null}
          </div>
          {editing === group.id ? (
            <BasicsForm card={card} group={group} named={named} onClose={() => close(group.id)} />
          ) : (
            <BasicsWords card={card} group={group} />
          )}
        </div>
      ))}
    </Section>
  );
}

const WIDE: readonly BasicsField[] = ["content", "progress", "difficulty", "address", "name"];

/** Names the card already knows, so that a unit that was since closed still shows. */
function storedValue(card: OpenCard, field: BasicsField): unknown {
  if (field === "chainId") return card.names.chain?.name;
  if (field === "leadUnitId") return card.names.leadUnit;
  if (field === "streetUnitId") return card.names.street;
  return card.basics[field];
}

function BasicsWords({ card, group }: { card: OpenCard; group: BasicsGroup }) {
  return (
    // On a phone one fact a line, its word before it: two beside each other break codes and names of companies.
    <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-3">
      {group.fields.map((field) => (
        <div
          key={field}
          className={clsx(
            "min-w-0 max-sm:grid max-sm:grid-cols-[7rem_minmax(0,1fr)] max-sm:items-baseline max-sm:gap-x-2",
            WIDE.includes(field) && "col-span-full",
            field === "nextStep" && "sm:col-span-2",
          )}
        >
          <dt className="text-sm text-faint">{BASICS_WORDS[field].label}</dt>
          <dd className="break-words whitespace-pre-line">
            <ValueText type={BASICS_WORDS[field].type} value={storedValue(card, field)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
