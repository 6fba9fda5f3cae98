import { describe, expect, it } from 'vitest';
import { tilePath } from './tile-path.js';

describe('A path of C2SP tlog-tiles', () => {
  it.each([
    ['000', { index: 0, width: 256 }],
    ['067', { index: 67, width: 256 }],
    ['x001/x234/067', { index: 1_234_067, width: 256 }],
    ['x001/000.p/255', { index: 1000, width: 255 }],
    ['000.p/1', { index: 0, width: 1 }],
  ])('%s names one tile', (path, tile) => expect(tilePath(path)).toEqual(tile));

  it.each([
    '0',
    '67',
    '1067',
    'x067',
    '001/067',
    'x000/067',
    '067.p/0',
    '067.p/256',
    '067.p/01',
    '067.p',
    '067.p/',
    '067/',
    '/067',
    '',
    '-01',
    '../000',
    `${'x999/'.repeat(8)}999`,
  ])('"%s" names none', (path) => expect(tilePath(path)).toBeUndefined());
});
