import type { ThemeConfig } from 'antd';

/** Seal red: for what stops you, and for the seal itself; nothing else is red. */
const SEAL_RED = '#a61b1b';
const INK = '#1f1d1a';
const PAPER = '#fbf9f4';

/** A well-set document rather than a dashboard: ink on warm paper, one typeface, one accent. */
export const theme: ThemeConfig = {
  // One version of one theme: its classes need no digest.
  hashed: false,
  cssVar: { key: 'chengxu' },
  token: {
    colorPrimary: INK,
    colorInfo: '#3f4a56',
    colorError: SEAL_RED,
    colorWarning: '#8a5a00',
    colorSuccess: '#2f5d3a',
    colorLink: '#22406b',
    colorLinkHover: '#22406b',
    colorText: INK,
    colorTextSecondary: '#5a554d',
    colorTextDescription: '#5a554d',
    colorTextPlaceholder: '#767067',
    colorTextDisabled: '#6f6a61',
    colorBgLayout: PAPER,
    colorBorder: '#bdb5a6',
    colorBorderSecondary: '#ddd6c8',
    borderRadius: 3,
    fontFamily: 'var(--typeface)',
    fontSize: 15,
    lineHeight: 1.75,
    // Nothing moves that the reader did not move.
    motion: false,
  },
};
