import type { EventDefinition, Text } from '../../workflows/vocabulary.js';
import { requirements } from '../../workflows/major-decision/workflow.js';
import { lastRefusals } from '../access-log/access-rows.js';
import type { Rows } from '../database/database.js';
import { PROBLEMS } from '../http/problem-catalogue.js';
import { namesAndPosts } from '../people/directory.js';
import type { RefusedShown } from './views/decision-shown.js';

/** As many as are shown: whoever wants all of them reads the access log. */
const SHOWN = 200;

/**
 * What was tried on a decision and refused, from the access log. Its head is anchored in the ledger once a day; the rows
 * themselves are no leaves, so a bag proves nothing about them. Who may know is for the caller to check.
 */
export async function readRefused(
  rows: Rows,
  decision: string,
  events: Readonly<Record<string, EventDefinition>>,
): Promise<RefusedShown> {
  const { rows: attempts, before } = await lastRefusals(rows, decision, SHOWN);
  const people = await namesAndPosts(rows, [...new Set(attempts.map(({ actor }) => actor))]);
  return {
    attempts: attempts.map(({ time, until, count, actor, type, code, requirements: unmet }) => ({
      at: time,
      until,
      count,
      type: events[type]?.title ?? asItIs(type),
      by: { id: actor, ...people.get(actor) },
      kind: PROBLEMS[code]?.title ?? asItIs(code),
      // Asked by the version of its day, named as today: titles are for reading.
      requirements: unmet.map((id) => requirements[id]?.title ?? asItIs(id)),
    })),
    before,
  };
}

const asItIs = (code: string): Text => ({ zh: code, en: code });
