import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly etag: string | undefined;
}

/** One JSON request on a kept connection. @throws Error with the problem when the status is not the one expected. */
export async function send(
  address: string,
  method: string,
  path: string,
  options: { token?: string; body?: unknown; bytes?: Buffer; ifMatch?: number; expect: number },
): Promise<Answered> {
  const content =
    options.bytes ?? (options.body === undefined ? undefined : Buffer.from(JSON.stringify(options.body)));
  const headers: Record<string, string> = {};
  if (content) headers['content-type'] = options.bytes ? 'text/plain' : 'application/json';
  if (content) headers['content-length'] = String(content.length);
  if (options.token) headers['authorization'] = `Bearer ${options.token}`;
  if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`;
  const answer = await exchange(new URL(path, address), method, headers, content);
  if (answer.status !== options.expect) {
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 600)}`);
  }
  return answer;
}

function exchange(
  url: URL,
  method: string,
  headers: Record<string, string>,
  content: Buffer | undefined,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const json = response.headers['content-type']?.includes('json') && text !== '';
        resolve({
          status: response.statusCode ?? 0,
          body: json ? (JSON.parse(text) as unknown) : text,
          etag: response.headers.etag,
        });
      });
    });
    sent.on('error', reject);
    sent.end(content);
  });
}
