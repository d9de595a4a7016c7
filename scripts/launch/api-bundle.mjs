import { inProject, ROOT } from "./project.mjs";

const BUNDLE = ".next/api.mjs";

/** The procedures as one module for the HTTP server; packages stay where they are. */
export async function bundleApi() {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["server/api/node-listener.ts"],
    outfile: BUNDLE,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    // Outside the pages' framework the guard against use in the browser has nothing to guard.
    alias: { "@": ROOT, "server-only": inProject("scripts", "launch", "nothing.mjs") },
    sourcemap: "linked",
    logLevel: "warning",
  });
}

export const importApi = () => import(inProject(BUNDLE));
