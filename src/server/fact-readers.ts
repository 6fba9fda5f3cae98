import { accessLogFacts } from '../access-log/anchored-rows.js';
import { catalogueFacts } from '../catalogues/catalogue-room.js';
import { consultationFacts } from '../consultations/consultation-room.js';
import { openCallFacts } from '../consultations/open-calls.js';
import { decisionFacts, matterFacts } from '../decisions/decision-room.js';
import { presentDocuments } from '../documents/documents.js';
import { calendarOf } from '../installation/installation-room.js';
import { administrationFacts } from '../installation/separation.js';
import { longestReadingFacts } from '../emergency-reading/reading-room.js';
import { removalFacts } from '../installation/removal-facts.js';
import { headsFacts } from '../installation/recorded-heads.js';
import { areKnown, ruleSetFor } from '../jurisdictions/rule-sets.js';
import { ruleSetOfVersion1 } from '../jurisdictions/rule-sets-of-version-1.js';
import { meetingFacts } from '../meetings/meeting-room.js';
import { drawFacts } from '../pools/drawn.js';
import { drawnOnFacts } from '../pools/drawn-on.js';
import { delegationFacts } from '../people/delegations.js';
import type { PersonState } from '../people/person.js';
import { personFacts } from '../people/person-room.js';
import type { UnitState } from '../people/unit.js';
import { unitAboveFacts } from '../people/unit-room.js';
import { correctionFacts } from '../road/correction-facts.js';
import type { FactReaders } from '../road/facts.js';

/** What each room tells of its subjects, put together for the road. */
export const factReaders: FactReaders = {
  person: personFacts,
  meeting: meetingFacts,
  consultation: consultationFacts,
  openCall: openCallFacts,
  ruleSet: ({ state }, on, matters) => {
    if (state === undefined) return undefined;
    const { level, ruleSet: jurisdiction } = state as UnitState;
    if (matters === undefined) return ruleSetOfVersion1(level, on);
    return areKnown(jurisdiction, matters) ? ruleSetFor(level, on, { jurisdiction, matters }) : undefined;
  },
  catalogue: catalogueFacts,
  decision: decisionFacts,
  matter: matterFacts,
  drawnOn: drawnOnFacts,
  draw: drawFacts,
  administration: administrationFacts,
  correction: correctionFacts,
  calendar: calendarOf,
  heads: headsFacts,
  removal: removalFacts,
  longestReading: longestReadingFacts,
  accessLog: accessLogFacts,
  delegation: ({ state }, by, wanted) =>
    state === undefined ? undefined : delegationFacts(state as PersonState, by, wanted),
  unitAbove: unitAboveFacts,
  documents: presentDocuments,
};
