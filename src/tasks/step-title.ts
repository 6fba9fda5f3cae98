import type { AnyMachineSnapshot } from 'xstate';
import { stateInEnglish } from '../../workflows/state-words.js';
import { MEETING_STATES } from '../../workflows/words.js';
import type { Text } from '../../workflows/vocabulary.js';
import type { Standpoint } from '../road/room.js';
import type { Task } from './answers.js';

const CATALOGUE_STATES: Readonly<Record<string, Text>> = {
  drafted: { zh: '已编制，待同级党委同意', en: 'drafted, to be consented to' },
  consented: { zh: '已同意，待公布', en: 'consented to, to be published' },
  published: { zh: '已公布', en: 'published' },
};
const COMMENTS: Text = { zh: '公众意见待逐条处理', en: 'comments to be answered' };

/** Where a subject stands, in words. */
export function stepTitle(kind: Task['kind'], { state }: Standpoint, step: string): Text {
  const unknown = { zh: step, en: step };
  if (kind === 'meeting') return MEETING_STATES[step] ?? unknown;
  if (kind === 'catalogue') return CATALOGUE_STATES[step] ?? unknown;
  if (kind === 'consultation') return COMMENTS;
  const node = (state as AnyMachineSnapshot)._nodes.find(({ id }) => id === step);
  return node ? { zh: node.description ?? node.key, en: stateInEnglish(node.path.join('.')) } : unknown;
}
