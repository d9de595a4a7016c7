/** A browser's part of the conversation, without a browser: signed in, one kept connection for each lane. */
import http from "node:http";
import demoAccounts from "@/prisma/demo-accounts.json" with { type: "json" };

export interface Answer {
  status: number;
  bytes: number;
  text: string;
}

interface Asked {
  method?: "GET" | "POST";
  body?: string | Uint8Array;
  type?: string;
}

export class Client {
  private readonly agent = new http.Agent({ keepAlive: true });
  private readonly jar = new Map<string, string>();

  constructor(private readonly port: number) {}

  request(path: string, { method = "GET", body, type }: Asked = {}): Promise<Answer> {
    const headers: Record<string, string> = {
      cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join("; "),
      origin: `http://localhost:${this.port}`,
      ...(body === undefined ? {} : { "content-type": type ?? "application/json" }),
    };
    return new Promise((resolve, reject) => {
      const request = http.request(
        { agent: this.agent, host: "127.0.0.1", port: this.port, path, method, headers },
        (response) => {
          this.keepCookies(response.headers["set-cookie"] ?? []);
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("error", reject);
          response.on("end", () => {
            const whole = Buffer.concat(parts);
            resolve({ status: response.statusCode ?? 0, bytes: whole.length, text: whole.toString("utf8") });
          });
        },
      );
      request.on("error", reject);
      request.setHeader("host", `localhost:${this.port}`);
      request.end(body);
    });
  }

  private keepCookies(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      this.jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }

  async signIn(username: string): Promise<void> {
    const account = demoAccounts.find((a) => a.username === username);
    if (!account) throw new Error(`no demo account ${username}`);
    const { csrfToken } = JSON.parse((await this.request("/api/auth/csrf")).text) as { csrfToken: string };
    const form = new URLSearchParams({ csrfToken, username, password: account.password, json: "true" });
    const answer = await this.request("/api/auth/callback/credentials", {
      method: "POST",
      body: form.toString(),
      type: "application/x-www-form-urlencoded",
    });
    if (answer.status !== 200) throw new Error(`${username} could not sign in: ${answer.text.slice(0, 300)}`);
    await this.query("self.ping");
  }

  /** The answer of a procedure, and how many bytes it took. */
  async query<Data>(procedure: string, input?: unknown): Promise<{ data: Data; bytes: number }> {
    const search = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return this.read(await this.request(`/api/trpc/${procedure}${search}`), procedure);
  }

  async mutate<Data>(procedure: string, input: unknown): Promise<{ data: Data; bytes: number }> {
    const answer = await this.request(`/api/trpc/${procedure}`, {
      method: "POST",
      body: JSON.stringify(input),
    });
    return this.read(answer, procedure);
  }

  private read<Data>(answer: Answer, procedure: string): { data: Data; bytes: number } {
    if (answer.status !== 200)
      throw new Error(`${procedure} answered ${answer.status}: ${answer.text.slice(0, 500)}`);
    return { data: (JSON.parse(answer.text) as { result: { data: Data } }).result.data, bytes: answer.bytes };
  }

  close(): void {
    this.agent.destroy();
  }
}
