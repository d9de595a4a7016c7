/**
 * Files kept under the hash of their content (aa/<sha256>), on local disk or in S3 by configuration. Bytes come in
 * through a file of their own beside the store, so that what carries a hash as its name is always complete.
 */
import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { Disk } from "flydrive";
import { FSDriver } from "flydrive/drivers/fs";
import { Refusal } from "@/server/domain/refusals";
import { environment } from "./environment";

const INCOMING = "incoming";
const localFolder = () => path.join(environment.dataDirectory, "evidence");

async function connect(): Promise<Disk> {
  const { s3 } = environment;
  if (!s3) return new Disk(new FSDriver({ location: localFolder(), visibility: "private" }));
  const { S3Driver } = await import("flydrive/drivers/s3");
  const { bucket, endpoint, region, accessKeyId, secretAccessKey } = s3;
  return new Disk(
    new S3Driver({
      bucket,
      region,
      credentials: { accessKeyId, secretAccessKey },
      visibility: "private",
      supportsACL: false,
      // The SDK's own checksums wrap the bytes in a framing that stores other than Amazon's keep as part of the file.
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
      // Stores inside a government network answer under one host name, not one a bucket.
      ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    }),
  );
}

let connected: Promise<Disk> | null = null;
const disk = (): Promise<Disk> => {
  connected ??= connect();
  return connected;
};

/** Keys hold ASCII only: the driver refuses Chinese ones, and the name of the file lives in the database. */
const keyOf = (sha256: string) => `${sha256.slice(0, 2)}/${sha256}`;

export interface IncomingFile {
  /** Where the bytes lie until they are kept or discarded. */
  path: string;
  sha256: string;
  size: number;
}

async function copyCounted(bytes: AsyncIterable<Uint8Array>, file: FileHandle, maxBytes: number) {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new Refusal("too-large", { message: `文件超过 ${Math.floor(maxBytes / 1024 / 1024)} MB 的上限` });
    }
    hash.update(chunk);
    await file.write(chunk);
  }
  await file.sync();
  return { sha256: hash.digest("hex"), size };
}

/** Takes bytes in, hashing as they come; one byte above the limit ends it and leaves nothing behind. */
export async function takeIn(bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<IncomingFile> {
  const folder = path.join(localFolder(), INCOMING);
  await mkdir(folder, { recursive: true });
  const target = path.join(folder, randomUUID());
  const file = await open(target, "wx", 0o600);
  try {
    return { path: target, ...(await copyCounted(bytes, file, maxBytes)) };
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Gives the bytes their lasting place. The same content arriving twice is one file. */
export async function keep(file: IncomingFile): Promise<void> {
  const key = keyOf(file.sha256);
  if (environment.s3) {
    await (await disk()).copyFromFs(file.path, key, { contentLength: file.size });
    return;
  }
  // Renamed, not moved by the driver: its move copies, and a copy that is cut off would carry the hash of the whole.
  const target = path.join(localFolder(), key);
  await mkdir(path.dirname(target), { recursive: true });
  await rename(file.path, target);
}

/** Drops what was not kept; harmless when it was. */
export const discard = (file: IncomingFile): Promise<void> => rm(file.path, { force: true });

export const readKept = async (sha256: string): Promise<Readable> => (await disk()).getStream(keyOf(sha256));
