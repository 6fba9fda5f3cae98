import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Body } from './over-http.js';
import type { Stage, Subject } from './stage.js';
import type { Part } from './township.js';

/**
 * An act whose request is sent again, as a client does that never saw the answer, and then by somebody who has read
 * an older version: the one gets the same record, the other a 412.
 */
export async function actAgain(
  stage: Stage,
  who: Part,
  subject: Subject,
  type: string,
  payload: JsonObject,
  note: string,
): Promise<void> {
  const { say, tell } = stage;
  const read = subject.version;
  const key = randomUUID();
  const first = await stage.act(who, subject, type, payload, note, key);
  const again = await stage.send(who, { ...subject, version: read }, type, payload, key);
  stage.insistSame(
    say.repeat,
    idOf(first.body),
    again.status === 201 ? idOf(again.body) : String(again.status),
  );
  tell.beneath(say.repeat);
  const stale = await stage.send(who, { ...subject, version: read }, type, payload);
  stage.insist(412, say.stale(read, subject.version), stale);
  stage.refusals.push({ code: 'version-conflict' });
  tell.beneath(say.stale(read, subject.version));
}

const idOf = ({ event }: Body): string => String((event as Body)['id']);
