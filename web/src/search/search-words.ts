import { words } from '../words/words';

export const useWords = words('search', {
  zh: {
    heading: '查找',
    what: '名称、意见、材料中的字词；几个词之间空一格',
    find: '查找',
    none: '没有找到。刚刚记录的内容要过几秒才能查到；扫描件没有文字，查不到。',
    more: '再读一些',
    title: '名称',
    words: '办理内容',
    paper: '材料',
  },
  en: {
    heading: 'Search',
    what: 'Words of titles, opinions and papers, parted by spaces',
    find: 'Find',
    none: 'Nothing was found. What was recorded a moment ago comes in a few seconds; a scan has no text to find.',
    more: 'More',
    title: 'title',
    words: 'what was said',
    paper: 'paper',
  },
});
