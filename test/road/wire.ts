import type { Json } from '../../src/canonical/canonical-json.js';

/** What came back over the wire, to the byte. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON object, or `{}` where there is none. */
  readonly body: Readonly<Record<string, unknown>>;
}

export type Fields = Readonly<Record<string, string>>;

/** HTTP to one server, over a real socket. */
export class Wire {
  /** @param address `http://127.0.0.1:port` */
  constructor(readonly address: string) {}

  get(path: string, headers: Fields = {}): Promise<Reply> {
    return this.fetch(path, { headers });
  }

  /** @param body as JSON; a string goes as it stands, so that it may be none */
  posts(path: string, body: Json, headers: Fields = {}): Promise<Reply> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const all = { 'content-type': 'application/json', ...headers };
    return this.fetch(path, { method: 'POST', body: text, headers: all });
  }

  uploads(content: string, headers: Fields): Promise<Reply> {
    const all = { 'content-type': 'application/octet-stream', ...headers };
    return this.fetch('/api/documents?name=paper.txt', { method: 'POST', body: content, headers: all });
  }

  private async fetch(path: string, init: RequestInit): Promise<Reply> {
    const response = await fetch(`${this.address}${path}`, init);
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    const { status, headers } = response;
    return { status, headers, text, body: json ? (JSON.parse(text) as Reply['body']) : {} };
  }
}

/** Somebody who is signed in, wherever the program runs at the moment. */
export class Someone {
  constructor(
    private readonly at: { readonly wire: Wire },
    readonly id: string,
    readonly token: string,
  ) {}

  /** The same person, always on this server. */
  on(wire: Wire): Someone {
    return new Someone({ wire }, this.id, this.token);
  }

  get(path: string, headers: Fields = {}): Promise<Reply> {
    return this.at.wire.get(path, { ...this.signed, ...headers });
  }

  posts(path: string, body: Json, headers: Fields = {}): Promise<Reply> {
    return this.at.wire.posts(path, body, { ...this.signed, ...headers });
  }

  /** Uploads a text; answers its digest. */
  async uploads(content: string): Promise<string> {
    return String(insisted(201, await this.at.wire.uploads(content, this.signed)).body['sha256']);
  }

  private get signed(): Fields {
    return { authorization: `Bearer ${this.token}` };
  }
}

/** @throws Error with the whole answer when it is another one */
export function insisted(status: number, reply: Reply): Reply {
  if (reply.status !== status) throw new Error(`${status} was expected: ${reply.status} ${reply.text}`);
  return reply;
}

/** The event in a 201. */
export interface RecordedHere {
  readonly id: string;
  readonly seq: number;
  readonly subject: string;
  readonly type: string;
  readonly version: number;
  readonly time: string;
  readonly leafHash: string;
}

export const eventIn = ({ body }: Reply): RecordedHere => body['event'] as RecordedHere;

/** One unmet requirement, or one missing step, as a refusal tells it. */
export interface UnmetHere {
  readonly requirement: string;
  readonly rules: readonly string[];
  readonly citations: readonly { readonly rule: string; readonly article: string }[];
  readonly earliestOn?: string;
  readonly whoCanSupply?: readonly string[];
}

export const unmetIn = ({ body }: Reply): readonly UnmetHere[] => (body['unmet'] ?? []) as UnmetHere[];
