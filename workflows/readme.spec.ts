import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';

const here = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const readme = here('./README.md');
const withoutSpace = (text: string) => text.replaceAll(/\s+/g, '');

describe('the page for lawyers', () => {
  const quotes = [...readme.matchAll(/```ts\n\s*\/\/ (\S+)\n([\s\S]*?)```/g)].map(
    ([, file = '', text = '']) => [file, text],
  );

  it.each(quotes)('quotes %s as it stands', (file, text) => {
    expect(withoutSpace(here(`./major-decision/${file}`))).toContain(withoutSpace(text));
  });

  it('quotes the machine, an act and a requirement', () => {
    expect(quotes).toHaveLength(3);
  });

  it.each([...readme.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, link = '']) => link))(
    'links to %s, which is there',
    (link) => {
      expect(here(`./${link}`)).not.toBe('');
    },
  );
});
