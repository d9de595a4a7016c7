"use client";
/** A text as it will lie on the desk: the sheet of an official document, its paragraphs set as Word sets them. */
import clsx from "clsx";
import type { ReactNode } from "react";
import type { ParagraphKind } from "@/server/contracts/writing";

const FANGSONG = "[font-family:FangSong,STFangsong,仿宋_GB2312,仿宋,serif]";
const KIND_CLASS: Record<ParagraphKind, string> = {
  title:
    "mb-6 text-center text-balance text-[22px] leading-10 [font-family:方正小标宋简体,STZhongsong,SimSun,serif]",
  heading1: "indent-[2em] [font-family:SimHei,黑体,sans-serif]",
  heading2: "indent-[2em] [font-family:KaiTi,STKaiti,楷体,serif]",
  heading3: "indent-[2em] font-bold",
  body: "indent-[2em] text-justify",
  signature: "pr-[4em] text-right",
  notice: "mb-3 text-center text-sm text-muted",
  caption: "mt-4 mb-1 text-center text-[15px] [font-family:SimHei,黑体,sans-serif]",
  figure: "mt-2",
  "table-note": "mb-4 text-[13px] [font-family:KaiTi,STKaiti,楷体,serif]",
  cell: "",
};

export const Paper = ({ label, children }: { label: string; children: ReactNode }) => (
  <section
    aria-label={label}
    className={clsx(
      "mx-auto w-full max-w-[210mm] border border-line bg-surface px-5 py-8 text-[16px] leading-[1.81] shadow-sm sm:px-[28mm] sm:py-[24mm]",
      FANGSONG,
    )}
  >
    {children}
  </section>
);

export const PaperParagraph = ({ kind, children }: { kind: ParagraphKind; children: ReactNode }) =>
  kind === "title" ? (
    <h3 className={KIND_CLASS.title}>{children}</h3>
  ) : (
    <p className={clsx("break-words", KIND_CLASS[kind])}>{children}</p>
  );
