/** The only file that reads the environment. */
import path from "node:path";

const read = (name: string): string | undefined => {
  const value = process.env[name];
  return value === undefined || value === "" ? undefined : value;
};

export const environment = {
  get databaseUrl(): string {
    const url = read("DATABASE_URL");
    if (!url) throw new Error("DATABASE_URL is not set; start with npm start, which provides one");
    return url;
  },
  get poolSize(): number {
    return Number(read("DATABASE_POOL") ?? "10");
  },
  get authSecret(): string | undefined {
    return read("NEXTAUTH_SECRET");
  },
  /** Where files live when storage is the local disk. */
  get dataDirectory(): string {
    return path.resolve(/* turbopackIgnore: true */ read("CHAINLEAD_DATA") ?? ".data");
  },
  get secureCookies(): boolean {
    return (read("NEXTAUTH_URL") ?? "").startsWith("https://");
  },
  /** S3-compatible storage by configuration; absent means local disk. */
  get s3() {
    const bucket = read("S3_BUCKET");
    if (!bucket) return null;
    return {
      bucket,
      endpoint: read("S3_ENDPOINT"),
      region: read("S3_REGION") ?? "us-east-1",
      accessKeyId: read("S3_ACCESS_KEY_ID") ?? "",
      secretAccessKey: read("S3_SECRET_ACCESS_KEY") ?? "",
    };
  },
  get demo(): boolean {
    return read("CHAINLEAD_DEMO") !== "0";
  },
  get production(): boolean {
    return process.env.NODE_ENV === "production";
  },
};
