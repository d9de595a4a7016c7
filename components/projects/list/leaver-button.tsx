"use client";
import { useState } from "react";
import { useCan } from "@/components/shared/viewer";
import { Button } from "@/components/ui/button";
import { LeaverDialog } from "./leaver-dialog";

/** Where the list shows one person's projects, all that he has in hand can be handed over. */
export function LeaverButton({ personId }: { personId: number | null }) {
  const assigns = useCan("project:assign");
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState<{ personId: number; words: string } | null>(null);
  if (personId === null || !assigns) return null;
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2">
      <Button size="sm" onClick={() => setOpen(true)}>
        离任移交
      </Button>
      {done?.personId === personId ? (
        <span role="status" className="text-sm text-ok">
          {done.words}
        </span>
      ) : null}
      {open ? (
        <LeaverDialog
          personId={personId}
          onClose={() => setOpen(false)}
          onDone={(words) => {
            setOpen(false);
            setDone({ personId, words });
          }}
        />
      ) : null}
    </div>
  );
}
