"use client";
/** 自有表样 beside the page: those in use, a way to bring one in, and the reference of the words. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { useViewer } from "@/components/shared/viewer";
import { Button } from "@/components/ui/button";
import { can } from "@/server/domain/permissions";
import { FormItem } from "./form-item";
import { FORM_URL } from "./form-url";
import { OwnFormUpload } from "./own-form-upload";

export function OwnFormsNav() {
  const trpc = useTRPC();
  const [url, setUrl] = useUrlState(FORM_URL);
  const [uploading, setUploading] = useState(false);
  const { data: forms } = useQuery(trpc.form.list.queryOptions());
  const mayEdit = can(useViewer(), "form:edit");
  return (
    <nav aria-label="自有表样" className="overflow-hidden rounded-md border border-line bg-surface">
      <div className="flex min-h-10 items-center gap-2 border-b border-line px-3">
        <h2 className="mr-auto text-sm font-medium text-muted">自有表样</h2>
        {mayEdit ? (
          <Button size="sm" onClick={() => setUploading(true)}>
            上传表样
          </Button>
        ) : null}
      </div>
      {forms?.length === 0 ? (
        <p className="px-3 py-2 text-sm text-faint">
          还没有。把上级发来的表在要填数的格里写上占位符，上传一次，以后每月自动填数。
        </p>
      ) : null}
      <ul className="max-lg:thin-scroll max-lg:flex max-lg:overflow-x-auto">
        {forms?.map(({ id, name }) => (
          <FormItem
            key={id}
            name={name}
            current={url.own === id}
            onChoose={() => setUrl({ own: id, view: null })}
          />
        ))}
        <FormItem
          name="占位符一览"
          current={url.own === "words"}
          onChoose={() => setUrl({ own: "words", view: null })}
        />
      </ul>
      {uploading ? (
        <OwnFormUpload form={null} onClose={() => setUploading(false)} onTaken={(own) => setUrl({ own })} />
      ) : null}
    </nav>
  );
}
