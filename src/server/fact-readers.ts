import { consultationFacts } from '../consultations/consultation-room.js';
import { openCallFacts } from '../consultations/open-calls.js';
import { presentDocuments } from '../documents/documents.js';
import { calendarOf } from '../installation/installation-room.js';
import { ruleSetFor } from '../jurisdictions/rule-sets.js';
import { meetingFacts } from '../meetings/meeting-room.js';
import { personFacts } from '../people/person-room.js';
import type { UnitState } from '../people/unit.js';
import type { FactReaders } from '../road/facts.js';

/** What each room tells of its subjects, put together for the road. */
export const factReaders: FactReaders = {
  person: personFacts,
  meeting: meetingFacts,
  consultation: consultationFacts,
  openCall: openCallFacts,
  ruleSet: ({ state }, on) => (state === undefined ? undefined : ruleSetFor((state as UnitState).level, on)),
  calendar: calendarOf,
  documents: presentDocuments,
};
