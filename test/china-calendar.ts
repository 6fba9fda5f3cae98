import { readFileSync } from 'node:fs';
import type { Json } from '../src/canonical/canonical-json.js';
import { digestOf } from '../src/canonical/digest.js';
import { dayCountingOn, type Calendar } from '../src/engine/day-counting.js';

const text = readFileSync(new URL('../workflows/calendars/china.json', import.meta.url), 'utf8');

/** The committed calendar, its digest (what an event names), and day counting on it. */
export const china = JSON.parse(text) as Calendar;
export const chinaDigest = digestOf(JSON.parse(text) as Json);
export const days = dayCountingOn(china);
