interface Of {
  /** What each of the papers is that are there already; nothing where nobody has said so yet. */
  readonly before: readonly (string | undefined)[];
  /** Names of the files that came, in order. */
  readonly names: readonly string[];
  readonly kinds: readonly string[];
  /** Of the kinds, those that the act cannot do without. */
  readonly asked: readonly string[];
  readonly wordFor: (kind: string) => { readonly zh: string; readonly en: string };
}

/**
 * What papers evidently are: what their own names say; and the only kind that is still missing, the first of those that
 * nothing is known of. Whatever could be one of several is left for a person to say.
 */
export function evidentKinds({ before, names, kinds, asked, wordFor }: Of): (string | undefined)[] {
  const found = names.map((name) => namedIn(name, kinds, wordFor));
  const missing = asked.filter((kind) => !before.includes(kind) && !found.includes(kind));
  const open = found.indexOf(undefined);
  const isOpenBefore = before.includes(undefined);
  if (missing.length === 1 && open >= 0 && !isOpenBefore) found[open] = missing[0];
  return found;
}

/** 附件1：收费表.xlsx is an annex; 停车场风险评估报告.pdf is the report that it says it is. */
function namedIn(name: string, kinds: readonly string[], wordFor: Of['wordFor']): string | undefined {
  const bare = plain(name.replace(/\.[^.]*$/, ''));
  const named = kinds.filter((kind) => {
    const { zh, en } = wordFor(kind);
    return [zh, en.replace(/^(the|an?) /i, '')].some((word) => {
      const said = plain(word);
      return bare.startsWith(said) || (said.length >= LONG_ENOUGH && bare.endsWith(said));
    });
  });
  return named.length === 1 ? named[0] : undefined;
}

/** A shorter word at the end of a name speaks of something else as well: 管理办法（草案）及附件. */
const LONG_ENOUGH = 4;

const plain = (words: string): string => words.toLowerCase().replace(/[\p{P}\p{S}\p{N}\s]/gu, '');
