import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { DeskFrame } from "@/components/shared/desk-frame";
import { RAIL_COOKIE } from "@/components/shared/nav-entries";
import { ViewerProvider } from "@/components/shared/viewer";
import { deskScene } from "@/server/api/desk-scene";
import { requireActor } from "@/server/api/session";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const [{ district, month }, jar] = await Promise.all([deskScene(actor), cookies()]);
  const { id, name, role, unitId, chainIds } = actor;
  return (
    <ViewerProvider viewer={{ id, name, role, unitId, chainIds }}>
      <DeskFrame
        district={district}
        month={month}
        railCollapsed={jar.get(RAIL_COOKIE)?.value === "collapsed"}
        unitName={actor.unitName}
      >
        {children}
      </DeskFrame>
    </ViewerProvider>
  );
}
