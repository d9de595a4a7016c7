/** @type {import("next").NextConfig} */
export default {
  // A second build or dev server beside the first keeps its own folder.
  distDir: process.env.NEXT_DIST ?? ".next",
  poweredByHeader: false,
  // Native or worker-only packages stay outside the bundle.
  serverExternalPackages: ["@node-rs/argon2", "pg", "@e965/xlsx", "flydrive"],
};
