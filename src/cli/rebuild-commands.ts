import type { Command } from 'commander';
import type { Text } from '../../workflows/vocabulary.js';
import { Indexer } from '../search/indexer.js';
import { rebuildTasks } from '../tasks/rebuild.js';
import { command, placed, type Run } from './command.js';
import { type Console, EXIT } from './console.js';
import type { PlaceOptions } from './place.js';
import { withParts } from './with-parts.js';

interface RebuildSearchOptions extends PlaceOptions {
  readonly texts?: boolean;
}

/** What is copied from the ledger, and made from it again: beside a server that runs, or without one. */
export function rebuildCommands(screen: Console, environment: NodeJS.ProcessEnv, run: Run): Command[] {
  const search = command(screen, 'search', { zh: '全文检索', en: 'full text search' });
  search.addCommand(
    placed(screen, command(screen, 'rebuild', SEARCH))
      .option('--texts', screen.words(TEXTS))
      .action((options: RebuildSearchOptions) => run(rebuildSearch(options, screen, environment))),
  );
  const tasks = command(screen, 'tasks', { zh: '待办', en: 'the to-do lists' });
  tasks.addCommand(
    placed(screen, command(screen, 'rebuild', TASKS)).action((options: PlaceOptions) =>
      run(rebuildToDo(options, screen, environment)),
    ),
  );
  return [search, tasks];
}

/** `chengxu search rebuild`: throws the index away and reads the ledger from the beginning. @returns exit status */
async function rebuildSearch(
  { texts = false, ...place }: RebuildSearchOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  return withParts(place, environment, async ({ database, road }) => {
    if (texts) await database.write((tx) => tx.query('DELETE FROM document_text'));
    const indexer = new Indexer(database, road.states, (line) => screen.says(line));
    const count = await indexer.rebuild();
    const [found] = await database.read.query<{ n: number }>('SELECT count(*) AS n FROM search_passage');
    screen.says({
      zh: `已重建检索索引：${count} 个事件，${Number(found?.n ?? 0)} 段。${texts ? '材料文字由运行中的服务器重新提取。' : ''}`,
      en: `The index was made again from ${count} events: ${Number(found?.n ?? 0)} passages.${texts ? ' The server reads the papers again as it runs.' : ''}`,
    });
    return EXIT.fine;
  });
}

/** `chengxu tasks rebuild`: what can be done next, of every subject, from the ledger. @returns exit status */
async function rebuildToDo(
  place: PlaceOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  return withParts(place, environment, async ({ database, road, workflows, calendars }) => {
    const count = await rebuildTasks(database, road.states, { workflows, calendars }, { again: true });
    screen.says({
      zh: `已重建 ${count} 个主体的待办。`,
      en: `The tasks of ${count} subjects were made again.`,
    });
    return EXIT.fine;
  });
}

const SEARCH: Text = {
  zh: '清空索引，自账本重建；服务器可以照常运行',
  en: 'throw the index away and make it again from the ledger; the server may run',
};
const TEXTS: Text = { zh: '材料的文字也重新提取', en: 'the texts of papers as well' };
const TASKS: Text = { zh: '自账本重建待办', en: 'make the to-do lists again from the ledger' };
