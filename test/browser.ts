import { parseSetCookie } from 'cookie';
import type { Json } from '../src/canonical/canonical-json.js';
import type { Answer, TestServer } from './server.js';

const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };

/** As much of a browser as signing in needs: it keeps cookies, and says which page sends. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly server: TestServer) {}

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  forgets(name: string): void {
    this.cookies.delete(name);
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.sends('GET', path, undefined, headers);
  }

  posts(path: string, body: Json): Promise<Answer> {
    return this.sends('POST', path, body);
  }

  signsIn(username: string, password = 'correct horse battery', page = SAME_ORIGIN): Promise<Answer> {
    const body = { username, password, carrier: 'cookie' };
    return this.sends('POST', '/api/sessions', body, page, {});
  }

  /** @param page what the browser says of the page that sends; one of ours unless told */
  async sends(
    method: string,
    path: string,
    body?: Json,
    headers: Readonly<Record<string, string>> = {},
    page: Readonly<Record<string, string>> = SAME_ORIGIN,
  ): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const own = { ...page, ...headers, ...(cookie !== '' && { cookie }) };
    const answer = await this.server.sends(method, path, {
      ...(body !== undefined && { body }),
      headers: own,
    });
    this.keeps(answer.headers.getSetCookie());
    return answer;
  }

  keeps(setCookies: readonly string[]): void {
    for (const line of setCookies) {
      const { name, value = '', maxAge } = parseSetCookie(line);
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
