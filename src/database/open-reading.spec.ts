import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeOnBothDatabases, describeOnSqlite } from '../../test/databases.js';
import { openReading } from './open-reading.js';

describeOnBothDatabases('A database opened for reading', (fresh) => {
  it('shows what others commit, and takes no statement that writes', async () => {
    const on = await fresh();
    const database = await on.open();
    const reading = await openReading({ url: on.url });
    try {
      await database.write((tx) =>
        tx.query('INSERT INTO content (sha256, media_type, bytes) VALUES (?, ?, ?)', [
          'a'.repeat(64),
          'text/plain',
          Buffer.from('x'),
        ]),
      );
      expect(await reading.rows.query('SELECT media_type FROM content')).toEqual([
        { media_type: 'text/plain' },
      ]);
      await expect(reading.rows.query("UPDATE ledger_head SET last_time = 'x'")).rejects.toThrow(
        /read-?only/,
      );
    } finally {
      await reading.close();
    }
  });
});

describeOnSqlite('A database that is not there', (fresh) => {
  it('is not made by looking at it', async () => {
    const { directory } = await fresh();
    // By its code: the driver's error may be of another realm than this test's.
    const missing = openReading({ url: `sqlite:${join(directory, 'no.db')}` });
    await expect(missing).rejects.toMatchObject({ code: 'SQLITE_CANTOPEN' });
    expect(await readdir(directory)).toEqual([]);
    await expect(openReading({ url: 'mysql://localhost/chengxu' })).rejects.toThrow(/sqlite:/);
  });
});
