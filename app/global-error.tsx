"use client";
import { PageFault, type PageFaultProps } from "@/components/shared/page-fault";
import "./globals.css";

/** Stands in for the whole document when not even the frame could be drawn. */
export default function GlobalError(props: PageFaultProps) {
  return (
    <html lang="zh-CN">
      <body>
        <PageFault {...props} />
      </body>
    </html>
  );
}
