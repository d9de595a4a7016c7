"use client";
/** Which other record of the enterprise is meant; the page of the merge asks everything else. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { EnterprisePicker, type PickedEnterprise } from "./enterprise-picker";

export function MergeDialog({ card, onClose }: { card: PickedEnterprise; onClose: () => void }) {
  const router = useRouter();
  const [other, setOther] = useState<PickedEnterprise | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="与另一家企业合并"
      description={`另一条登记并入“${card.name}”。下一步逐项核对，合并后可以撤销。`}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button
            variant="primary"
            disabled={other === null}
            onClick={() => router.push(`/enterprises/merge?keep=${card.id}&give=${other?.id}`)}
          >
            去核对
          </Button>
        </>
      }
    >
      <Field label="并入的企业" required>
        <EnterprisePicker value={other} exceptId={card.id} onChange={setOther} />
      </Field>
    </Dialog>
  );
}
