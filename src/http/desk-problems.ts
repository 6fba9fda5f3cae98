import { kind, say, show } from './problem-kind.js';

/** What stands on the desk of whoever is signed in (src/form-drafts, src/stream, src/search). */
export const desk = {
  'form-draft-too-large': kind(413, say('草稿过大', 'Form draft too large'), (f) =>
    say(`一份草稿不得超过 ${show(f['limit'])} 字节。`, `A form draft has at most ${show(f['limit'])} bytes.`),
  ),
  'too-many-form-drafts': kind(409, say('草稿过多', 'Too many form drafts'), (f) =>
    say(
      `每人至多保存 ${show(f['limit'])} 份草稿，请先删除不用的。`,
      `One person keeps at most ${show(f['limit'])} form drafts: throw some away first.`,
    ),
  ),
  'too-many-streams': kind(
    429,
    say('实时连接过多', 'Too many streams'),
    (f) =>
      say(
        `每人至多同时打开 ${show(f['limit'])} 个实时连接，请关闭不用的页面。`,
        `One person has at most ${show(f['limit'])} streams open at once: close some pages.`,
      ),
    { 'retry-after': '30' },
  ),
};
