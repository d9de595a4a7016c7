/** @type {import("next").NextConfig} */
export default {
  // A second build or dev server beside the first keeps its own folder.
  distDir: process.env.NEXT_DIST ?? ".next",
  poweredByHeader: false,
  // The pages that next-auth makes itself: proxy.ts stands before all others.
  headers: async () => [
    {
      source: "/api/auth/:path*",
      headers: [
        {
          key: "content-security-policy",
          value: "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
        },
        { key: "x-frame-options", value: "DENY" },
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "same-origin" },
      ],
    },
  ],
  // Native or worker-only packages stay outside the bundle.
  serverExternalPackages: ["@node-rs/argon2", "@resvg/resvg-js", "echarts", "pg", "@e965/xlsx", "flydrive"],
};
