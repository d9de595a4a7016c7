"use client";
import { Printer } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";

/** Prints the page by its sheet for paper; a phone has none. */
export const PrintButton = ({ paper }: { paper?: string }) => (
  <IconButton
    label={paper === undefined ? "打印" : `打印（${paper}）`}
    className="max-sm:hidden"
    icon={<Printer aria-hidden className="size-4" />}
    onClick={() => window.print()}
  />
);
