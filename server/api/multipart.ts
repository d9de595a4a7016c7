/**
 * Reads a multipart/form-data body as it arrives, part by part, so that a large file never lies in memory. The web
 * platform's own `formData()` would hold all of it before anybody could say that it is too much.
 */
import { Refusal } from "@/server/domain/refusals";

interface FormPart {
  name: string;
  /** Null for a plain field. */
  fileName: string | null;
  bytes: AsyncIterable<Uint8Array>;
}

const LINE = Buffer.from("\r\n");
const HEAD_END = Buffer.from("\r\n\r\n");
const MAX_HEAD_BYTES = 8 * 1024;
const MAX_FIELD_BYTES = 8 * 1024;

const damaged = () => new Refusal("bad-file", { message: "上传中断或内容不完整，请重试" });

/** Bytes that have arrived, cut at marks. */
class Arriving {
  #held: Buffer;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(body: ReadableStream<Uint8Array>, before: Buffer) {
    this.#reader = body.getReader();
    this.#held = before;
  }

  async #more(): Promise<void> {
    // A caller who goes away midway is no fault of ours.
    const { value, done } = await this.#reader.read().catch(() => {
      throw damaged();
    });
    if (done) throw damaged();
    this.#held = this.#held.length === 0 ? Buffer.from(value) : Buffer.concat([this.#held, value]);
  }

  /** Everything before the mark, which is stepped over. */
  async *until(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      const safe = at >= 0 ? at : this.#held.length - mark.length + 1;
      const passed = this.#held.subarray(0, Math.max(0, safe));
      this.#held = this.#held.subarray(at >= 0 ? at + mark.length : passed.length);
      if (passed.length > 0) yield passed;
      if (at >= 0) return;
      await this.#more();
    }
  }

  async take(count: number): Promise<Buffer> {
    while (this.#held.length < count) await this.#more();
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }

  cancel = () => this.#reader.cancel().catch(() => undefined);
}

async function textOf(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > limit) throw damaged();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Browsers write quotes and line ends inside a name as %22, %0D and %0A. */
const parameter = (head: string, name: string): string | null => {
  const found = new RegExp(`^content-disposition:[^\\r\\n]*[;\\s]${name}="([^"]*)"`, "im").exec(head)?.[1];
  return found === undefined ? null : found.replace(/%22/g, '"').replace(/%0D|%0A/gi, " ");
};

const boundaryOf = (request: Request): string => {
  const type = request.headers.get("content-type") ?? "";
  const found = /^multipart\/form-data;.*\bboundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(type);
  const boundary = found?.[1] ?? found?.[2];
  if (!boundary || !request.body) throw new Refusal("bad-input", { message: "请求内容有误" });
  return boundary;
};

/** The parts in the order of the body. Each part's bytes must be read before the next part is asked for. */
async function* formParts(request: Request): AsyncGenerator<FormPart> {
  const delimiter = Buffer.from(`\r\n--${boundaryOf(request)}`);
  const arriving = new Arriving(request.body as ReadableStream<Uint8Array>, LINE);
  try {
    await textOf(arriving.until(delimiter), MAX_HEAD_BYTES);
    while ((await arriving.take(2)).equals(LINE)) {
      const head = await textOf(arriving.until(HEAD_END), MAX_HEAD_BYTES);
      const name = parameter(head, "name") ?? "";
      yield { name, fileName: parameter(head, "filename"), bytes: arriving.until(delimiter) };
    }
  } finally {
    await arriving.cancel();
  }
}

/** The plain fields that stand before the first file, and that file. */
export async function fieldsAndFile<Answer>(
  request: Request,
  take: (
    fields: Record<string, string>,
    file: { fileName: string; bytes: AsyncIterable<Uint8Array> },
  ) => Promise<Answer>,
): Promise<Answer> {
  const fields: Record<string, string> = {};
  for await (const { name, fileName, bytes } of formParts(request)) {
    if (fileName !== null) return await take(fields, { fileName, bytes });
    fields[name] = await textOf(bytes, MAX_FIELD_BYTES);
  }
  throw new Refusal("bad-input", {
    message: "没有收到文件",
    problems: [{ field: "file", message: "请选择文件" }],
  });
}
