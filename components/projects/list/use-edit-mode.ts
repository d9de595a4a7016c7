"use client";
/** 编辑: whether the table is read or edited. It stands in the address; E and the button begin it, Esc and the button end it. */
import { useEffect } from "react";
import { isDeedKey } from "@/components/shared/use-deed-keys";
import { mayLeave } from "@/components/shared/use-unsaved-guard";
import type { ProjectUrl } from "./list-url";

interface EditModeOptions {
  url: ProjectUrl;
  setUrl: (changes: Partial<ProjectUrl>, step?: "push" | "replace") => void;
  allowed: boolean;
  /** What is not saved is given up. */
  onEnd: () => void;
}

export function useEditMode({ url, setUrl, allowed, onEnd }: EditModeOptions) {
  const editing = allowed && url.edit;
  useEffect(() => {
    if (!allowed || editing) return;
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "e" || !isDeedKey(event)) return;
      event.preventDefault();
      setUrl({ edit: true, peek: null }, "replace");
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [allowed, editing, setUrl]);
  const end = () => {
    if (!mayLeave()) return;
    onEnd();
    setUrl({ edit: false }, "replace");
  };
  const begin = () => setUrl({ edit: true, peek: null }, "replace");
  return { editing, end, toggle: allowed ? (editing ? end : begin) : undefined };
}
