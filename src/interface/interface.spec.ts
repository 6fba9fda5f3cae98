import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { oneServerForAll } from '../../test/server.js';
import { INTERFACE_FOLDER } from './interface.js';

const PAGE = { headers: { accept: 'text/html,application/xhtml+xml' } };

describe('The interface, served by the same process', () => {
  const township = oneServerForAll();
  const address = () => township().server.running.address;
  const page = (path: string) => fetch(`${address()}${path}`, PAGE);

  it('is one page at every address that a browser goes to', async () => {
    for (const path of ['/', '/decisions/0197-x', '/no/such/page']) {
      const answer = await page(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await answer.text()).toContain('<div id="root">');
    }
  });

  it('runs nothing but its own files, and takes no style from anywhere else', async () => {
    const policy = (await page('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toContain('unsafe');
  });

  it('tells the page whether the browser has a session’s cookie, and nothing of it', async () => {
    expect(await (await page('/')).text()).toContain('name="session-cookie" content="absent"');
    const headers = { ...PAGE.headers, cookie: '__Host-chengxu=of-somebody' };
    const html = await (await fetch(`${address()}/`, { headers })).text();
    expect(html).toContain('name="session-cookie" content="present"');
    expect(html).not.toContain('of-somebody');
  });

  it('keeps files that carry their digest in their name, compressed, and no page', async () => {
    const html = await (await page('/')).text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
    const answer = await fetch(`${address()}${script}`, { headers: { 'accept-encoding': 'br' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect((await page('/')).headers.get('cache-control')).toBe('no-store');
  });

  it('lets the verifier run what a dossier carries, in its worker alone and without the network', async () => {
    const worker = readdirSync(join(INTERFACE_FOLDER, 'assets')).find((name) =>
      /^verify-worker.*\.js$/.test(name),
    );
    const answer = await fetch(`${address()}/assets/${worker}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; script-src 'self' blob:");
  });

  it('has its icon, and shows nothing of the folders above its own', async () => {
    const icon = /href="(\/[^"]+\.svg)"/.exec(await (await page('/')).text())?.[1] ?? '';
    const answer = await fetch(`${address()}${icon}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    for (const path of ['/assets/..%2findex.html', '/assets/%2e%2e/index.html', '/assets/', '/assets'])
      expect([path, (await fetch(`${address()}${path}`)).status]).toEqual([path, 404]);
  });

  it('leaves to the API what is the API’s, and to programs a refusal that they can read', async () => {
    for (const path of ['/api/nothing', '/api', '/assets/gone.js']) {
      const answer = await page(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
    expect((await fetch(`${address()}/decisions`)).status).toBe(404);
    expect((await fetch(`${address()}/decisions`, { ...PAGE, method: 'POST' })).status).not.toBe(200);
  });
});
