"use client";
/** Reads the text of a follow-up while it is written, and keeps what the person takes over of it. Saves nothing. */
import { useMemo, useState } from "react";
import { formatAmountWithUnit } from "@/components/shared/format";
import type { OpenCard } from "@/server/contracts/project-card";
import { FEN_PER_YI } from "@/server/domain/amounts";
import type { Day } from "@/server/domain/periods";
import type { BasicsPatch } from "@/server/domain/project-facts";
import { type Found, type NoteField, readNote } from "@/server/domain/read-note";
import { useChoices } from "./use-choices";

/** The field of the project that a finding fills; the next day belongs to the follow-up itself. */
const FIELD = {
  investorName: "investorName",
  amountFen: "intendedFen",
  chainId: "chainId",
  landAreaCentiMu: "landAreaCentiMu",
  contactName: "contactName",
  contactPhone: "contactPhone",
  originProvince: "originProvince",
} as const satisfies Record<Exclude<NoteField, "nextOn">, keyof BasicsPatch>;

export interface NoteReading {
  findings: Found[];
  isTaken: (found: Found) => boolean;
  toggle: (found: Found) => void;
  takeAll: () => void;
  presentOf: (found: Found) => string;
  /** What was taken over of the project's own fields, and the day of the next step. */
  patch: BasicsPatch;
  nextOn: Day | null;
  clear: () => void;
}

const keyOf = ({ field, value }: Found) => `${field} ${value}`;

function presentWords(card: OpenCard, { field }: Found): string {
  const { basics } = card;
  switch (field) {
    case "nextOn":
      return "";
    case "amountFen":
      return basics.intendedFen
        ? formatAmountWithUnit(basics.intendedFen, basics.intendedFen >= FEN_PER_YI ? "yi" : "wan", {
            trim: true,
          })
        : "";
    case "chainId":
      return card.names.chain?.name ?? "";
    case "landAreaCentiMu":
      return basics.landAreaCentiMu ? `${basics.landAreaCentiMu / 100} 亩` : "";
    default:
      return String(basics[FIELD[field]] ?? "");
  }
}

/** Without a card (in a gate's dialog) nothing is read. Who may not edit the project is offered the next day alone. */
export function useNoteReading(card: OpenCard | null, text: string, on: Day | null): NoteReading {
  const choices = useChoices();
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const findings = useMemo(() => {
    if (!card || !choices || !text.trim()) return [];
    const scene = { day: on ?? card.today, chains: choices.chains, homeProvince: choices.homeProvince };
    return readNote(text, scene).filter(({ field, value }) =>
      field === "nextOn"
        ? String(value) >= card.today
        : card.rights.edit && card.basics[FIELD[field]] !== value,
    );
  }, [card, choices, text, on]);
  const isTaken = (found: Found) => taken.has(keyOf(found));
  const kept = findings.filter((found) => found.value !== null && isTaken(found));
  return {
    findings,
    isTaken,
    toggle: (found) =>
      setTaken((now) => {
        const next = new Set(now);
        if (!next.delete(keyOf(found))) next.add(keyOf(found));
        return next;
      }),
    takeAll: () => setTaken(new Set(findings.map(keyOf))),
    presentOf: (found) => (card ? presentWords(card, found) : ""),
    patch: Object.fromEntries(
      kept.flatMap((f) => (f.field === "nextOn" ? [] : [[FIELD[f.field], f.value]])),
    ) as BasicsPatch,
    nextOn: (kept.find((f) => f.field === "nextOn")?.value as Day | undefined) ?? null,
    clear: () => setTaken(new Set()),
  };
}
