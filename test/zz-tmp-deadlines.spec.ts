import { expect, test } from '@jest/globals';
import { describeOnBothDatabases } from './databases.js';
import { migrate } from '../src/database/migrate.js';
import { migrations } from '../src/database/migrations/list.js';
describeOnBothDatabases('tmp', (fresh, dialect) => {
  test('late', async () => {
    const on = await fresh();
    const where = dialect === 'sqlite' ? on.url.slice('sqlite:'.length) : on.url;
    await migrate(dialect, where, migrations.filter((S) => !new S().name.startsWith('Deadlines')));
    const db = await on.open();
    expect(await db.read.query('SELECT * FROM deadline_projection')).toEqual([]);
  });
});
