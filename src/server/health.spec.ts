import { describe, expect, it } from 'vitest';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { TestServer } from '../../test/server.js';

describeOnAnyDatabase('Health', (fresh) => {
  describe('of a server', () => {
    it('is told to everybody', async () => {
      const server = await TestServer.starts(await fresh());
      expect((await server.sends('GET', '/api/health/live')).body).toEqual({ status: 'live' });
      expect((await server.sends('GET', '/api/health/ready')).body).toEqual({
        status: 'ready',
        checkpoints: 'signed',
        secondOrigin: 'off',
        accessLog: 'kept',
        clock: 'right',
      });
    });

    it('is a problem while the database does not answer, and it lives all the same', async () => {
      const server = await TestServer.starts(await fresh());
      server.damaged = true;
      await server.running.parts.database.close();
      const ready = await server.sends('GET', '/api/health/ready');
      expect([ready.status, ready.body['code'], ready.headers.get('retry-after')]).toEqual([
        503,
        'not-ready',
        '5',
      ]);
      expect((await server.sends('GET', '/api/health/live')).status).toBe(200);
    });
  });
});
