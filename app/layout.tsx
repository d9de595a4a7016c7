import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readScreenUnit, UNIT_COOKIE } from "@/components/shared/format";
import { readTheme, THEME_COOKIE } from "@/components/shared/theme";
import { ApiProvider } from "@/components/shared/trpc";
import { UnitProvider } from "@/components/shared/unit-switch";
import "./globals.css";

export const metadata: Metadata = { title: { default: "链上招商", template: "%s · 链上招商" } };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const unit = readScreenUnit(jar.get(UNIT_COOKIE)?.value);
  const theme = readTheme(jar.get(THEME_COOKIE)?.value);
  return (
    <html lang="zh-CN" data-theme={theme === "system" ? undefined : theme}>
      <body>
        <ApiProvider>
          <UnitProvider initialUnit={unit}>{children}</UnitProvider>
        </ApiProvider>
      </body>
    </html>
  );
}
