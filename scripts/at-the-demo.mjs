// A demo on a port of its own, for programs that look at the interface from outside: pictures, Lighthouse.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ROOT } from './set-up.mjs';

/** The demo once it serves: its address, the password that everybody in it has, and `ends()`. */
export async function startsDemo() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  console.error('启动演示 · Starting the demo …');
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'run.mjs'), 'demo'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = `http://localhost:${port}`;
  const ends = async () => {
    if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'close');
  };
  let said = '';
  return new Promise((resolve, reject) => {
    // It is listened to until the end: a full pipe would stop it.
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const [, password] = /"password":"([^"]+)"/.exec(said) ?? [];
      if (password) resolve({ address, password, ends });
    });
    child.on('exit', () => reject(new Error(`The demo ended before it served:\n${said}`)));
  });
}

/** The cookie of a session, as a browser sends it. */
export async function cookieAt({ address, password }, username) {
  const answer = await fetch(`${address}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ username, password, carrier: 'cookie' }),
  });
  if (!answer.ok) throw new Error(`Nobody could sign in: ${answer.status} ${await answer.text()}`);
  return answer.headers.getSetCookie()[0].split(';')[0];
}

/** Ids of what the demo has to show, as `test/interface/pages.ts` asks for them. */
export async function shownAt(demo, username) {
  const cookie = await cookieAt(demo, username);
  const get = async (path) => (await fetch(`${demo.address}${path}`, { headers: { cookie } })).json();
  const [{ id: call, decision }] = (await get('/api/public/consultations')).consultations;
  const meetings = (await get('/api/meetings?limit=100')).meetings;
  const tabled = await Promise.all(
    meetings.map(async ({ id }) => [id, (await get(`/api/meetings/${id}/agenda`)).items?.find(isTabled)]),
  );
  const [meeting, item] = tabled.find(([, one]) => one) ?? [meetings[0].id, undefined];
  const [catalogue] = (await get('/api/public/catalogues')).catalogues;
  const [{ id: person }] = (await get('/api/people')).people;
  return {
    decision,
    call,
    discussed: item?.decision ?? decision,
    meeting,
    catalogue: catalogue?.id ?? 'none',
    person,
  };
}

const isTabled = ({ tablings }) => tablings.length > 0;
