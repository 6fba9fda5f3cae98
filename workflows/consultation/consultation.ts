/**
 * The comments of one open call (公开征求意见, articles 15 and 18): received from anybody until the last day that the
 * notice gives, and answered one by one. Which call it is stands in the decision (`ConsultationOpened`).
 */
import { z } from 'zod';
import { personal, sha256, words } from '../fields.js';
import type { EventDefinition, LocalDate, TransitionLaw } from '../vocabulary.js';
import type { Marks } from './marks.js';

export const DISPOSITIONS = ['adopted', 'partly', 'not-adopted'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** What is remembered of a consultation: counts and roots, never the comments themselves. */
export interface Consultation {
  /** The deciding body and its decision; empty until the first comment. */
  readonly body: string;
  readonly decision: string;
  readonly received: number;
  readonly disposed: number;
  readonly adopted: number;
  readonly partly: number;
  readonly notAdopted: number;
  readonly lastReceivedOn: LocalDate | null;
  /** The words with which the first comment was not adopted, by digest; and whether all others got the same. */
  readonly firstRefusal: string | null;
  readonly sameForAll: boolean;
  /** Over the receipts of the comments, and over their dispositions, each in order (`consultation-room.ts`). */
  readonly commentsRoot: string;
  readonly dispositionsRoot: string;
  /** Which comments have been answered. */
  readonly answered: Marks;
}

/** What a member of the public writes: as little about the person as that person likes. */
export const comment = {
  text: personal(z.string().trim().min(1).max(5000)),
  name: personal(z.string().trim().min(1).max(100)).optional(),
  contact: personal(z.string().trim().min(1).max(200)).optional(),
  anonymous: z.boolean(),
};

/** Whoever asks to stay unnamed is not named by what else was filled in. */
export function keepsItsWord(given: { anonymous: boolean; name?: unknown; contact?: unknown }): boolean {
  return !given.anonymous || (given.name === undefined && given.contact === undefined);
}
export const KEEPS_ITS_WORD = {
  message: 'an anonymous comment carries neither name nor contact',
  path: ['anonymous'],
};

const ofThisCall = { openCall: (_: unknown, subject: string) => subject.slice('consultation/'.length) };

export const consultationActs = {
  CommentReceived: {
    title: { zh: '收到意见', en: 'Comment received' },
    payload: z
      .strictObject({
        ...comment,
        /** SHA-256 of the receipt code that the writer was given: proof, for the writer alone, that it is here. */
        receipt: sha256,
      })
      .refine(keepsItsWord, KEEPS_ITS_WORD),
    adds: true,
    asks: ofThisCall,
    law: {
      roles: ['public'],
      rules: ['D713-014-a', 'D713-015-c', 'GUARD-02'],
      requires: ['within-the-open-call', 'entered-by-the-deciding-body'],
    },
  },
  CommentDisposed: {
    title: { zh: '处理意见', en: 'Comment disposed of' },
    payload: z.strictObject({
      /** The number of the comment in this consultation: 1 is the first received. */
      comment: z.int().min(1),
      disposition: z.enum(DISPOSITIONS),
      reason: words(2000),
    }),
    companions: { reasonDigest: { digestOf: 'reason' } },
    adds: true,
    law: {
      roles: ['proposer'],
      rules: ['D713-018-a', 'GUARD-01'],
      requires: ['comment-was-received', 'disposed-of-once'],
    },
  },
} as const satisfies Record<string, EventDefinition & { readonly law: TransitionLaw }>;

export type Received = Pick<
  z.infer<(typeof consultationActs)['CommentReceived']['payload']>,
  'receipt' | 'anonymous'
>;
export type Disposed = Pick<
  z.infer<(typeof consultationActs)['CommentDisposed']['payload']>,
  'comment' | 'disposition'
> & {
  /** SHA-256 of the reason's words: the words themselves are disclosed. */
  readonly reasonDigest: string;
};
