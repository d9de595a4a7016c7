import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { type ScreenUnit, UNIT_COOKIE } from "@/components/shared/format";
import { ApiProvider } from "@/components/shared/trpc";
import { UnitProvider } from "@/components/shared/unit-switch";
import "./globals.css";

export const metadata: Metadata = { title: { default: "链上招商", template: "%s · 链上招商" } };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const unit: ScreenUnit = (await cookies()).get(UNIT_COOKIE)?.value === "yi" ? "yi" : "wan";
  return (
    <html lang="zh-CN">
      <body>
        <ApiProvider>
          <UnitProvider initialUnit={unit}>{children}</UnitProvider>
        </ApiProvider>
      </body>
    </html>
  );
}
