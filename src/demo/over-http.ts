import type { JsonObject } from '../canonical/canonical-json.js';
import { LANGUAGE_TAG, type Language } from '../http/language.js';

/** The members of an answer, as its reader knows them to be. */
export type Body = Readonly<Record<string, unknown>>;

/** What came back over the wire. */
export interface Answer {
  readonly status: number;
  /** The version in the ETag, where there is one. */
  readonly version: number | undefined;
  readonly body: Body;
}

export interface Sent {
  readonly token?: string | undefined;
  readonly ifMatch?: number | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** The program as any other client speaks to it. */
export class OverHttp {
  constructor(
    readonly address: string,
    private readonly language: Language,
  ) {}

  get(path: string, token?: string): Promise<Answer> {
    return this.send(path, { headers: this.headers({ token }) });
  }

  post(path: string, body: JsonObject, sent: Sent = {}): Promise<Answer> {
    const headers = { ...this.headers(sent), 'content-type': 'application/json' };
    return this.send(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  upload(name: string, bytes: Buffer, token: string): Promise<Answer> {
    const headers = { ...this.headers({ token }), 'content-type': 'application/octet-stream' };
    return this.send(`/api/documents?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers,
      body: new Uint8Array(bytes),
    });
  }

  async bytes(path: string, token: string): Promise<Buffer> {
    const response = await fetch(`${this.address}${path}`, { headers: this.headers({ token }) });
    return Buffer.from(await response.arrayBuffer());
  }

  private headers({ token, ifMatch, idempotencyKey }: Sent): Record<string, string> {
    return {
      'accept-language': LANGUAGE_TAG[this.language],
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    };
  }

  private async send(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(`${this.address}${path}`, init);
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    const version = /^"(\d+)"$/.exec(response.headers.get('etag') ?? '')?.[1];
    return {
      status: response.status,
      version: version === undefined ? undefined : Number(version),
      body: json ? (JSON.parse(text) as Body) : { text },
    };
  }
}
