import { expect, it } from 'vitest';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { ORIGIN } from '../../test/installation.js';
import { TestServer } from '../../test/server.js';
import { openCheckpoint } from '../ledger/checkpoint.js';
import { verifyInclusion } from '../ledger/proofs.js';
import { verifyReceipt } from '../ledger/receipt.js';
import { verifierOf } from '../ledger/signed-note.js';
import { leafHash } from '../ledger/tree.js';

describeOnAnyDatabase('The ledger over HTTP', (fresh) => {
  async function started() {
    const { server } = await TestServer.setUp(await fresh());
    const { ledger } = server.running.parts;
    await ledger.checkpoint();
    const read = async (path: string) => {
      const response = await fetch(`${server.running.address}/api/ledger/${path}`);
      const body = Buffer.from(await response.arrayBuffer());
      return { status: response.status, headers: response.headers, body, text: body.toString('utf8') };
    };
    return { server, ledger, read };
  }

  it('is checked by somebody without an account, with nothing but the public key', async () => {
    const { ledger, read } = await started();
    const vkey = (await read('vkey')).text.trimEnd();
    const checkpoint = openCheckpoint((await read('checkpoint')).text, [verifierOf(vkey)]);
    expect(checkpoint).toMatchObject({ origin: ORIGIN, size: (await ledger.head()).size });
    const last = await ledger.eventAt(checkpoint.size - 1);
    if (!last) throw new Error('no event');

    const proof = JSON.parse((await read(`proofs/${last.seq}?size=${checkpoint.size}`)).text) as {
      path: string[];
      root: string;
    };
    const path = proof.path.map((hash) => Buffer.from(hash, 'base64'));
    expect(Buffer.from(proof.root, 'base64')).toEqual(checkpoint.root);
    expect(verifyInclusion(last.seq, checkpoint.size, leafHash(last.bytes), path, checkpoint.root)).toBe(
      true,
    );

    const receipt = await read(`receipts/${last.id}`);
    expect(receipt.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const verified = verifyReceipt(receipt.text, leafHash(last.bytes), [verifierOf(vkey)]);
    expect(verified.index).toBe(last.seq);
  });

  it('gives the tree out in tiles', async () => {
    const { ledger, read } = await started();
    const { size } = await ledger.head();
    const tile = await read(`tile/0/000.p/${size}`);
    const events = await ledger.eventsFrom(0, size);
    expect(tile.headers.get('content-type')).toBe('application/octet-stream');
    expect(tile.body).toEqual(Buffer.concat(events.map(({ bytes }) => leafHash(bytes))));
    for (const path of [
      '0/000',
      `0/000.p/${size + 1}`,
      '1/000',
      '0/x000/000.p/1',
      '00/000.p/1',
      '99/000',
      '0/0',
    ])
      expect((await read(`tile/${path}`)).status).toBe(404);
  });

  it('says "not yet" while no checkpoint covers an event, and 404 where there is none', async () => {
    const { server, ledger, read } = await started();
    const administrator = await server.signsIn('admin');
    const { id } = await administrator.registers('late');
    await ledger.checkpoint();
    const grant = { role: 'office', unit: server.body, body: server.body, reason: '工作需要' };
    await administrator.posts(`/api/admin/people/${id}/grants`, grant);
    const event = (await ledger.eventsOf(`person/${id}`)).at(-1);
    const pending = await read(`receipts/${event?.id}`);
    expect([pending.status, pending.headers.get('retry-after'), pending.text]).toEqual([202, '10', '']);
    await ledger.checkpoint();
    const [first, again] = [await read(`receipts/${event?.id}`), await read(`receipts/${event?.id}`)];
    expect(first.status).toBe(200);
    expect(again.text).toBe(first.text);

    const { size } = await ledger.head();
    for (const path of [`proofs/${size}`, `proofs/0?size=${size + 1}`, 'proofs/1?size=1'])
      expect((await read(path)).status).toBe(404);
    expect((await read('receipts/01890000-0000-7000-8000-000000000000')).status).toBe(404);
    for (const path of ['proofs/-1', 'proofs/01', 'proofs/0?size=x', 'receipts/1', `tile/x/000`])
      expect((await read(path)).status).toBe(400);
  });
});
