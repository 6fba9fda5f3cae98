/** What is remembered of acts that are possible at any time. */
import { keep } from './remembering.js';

export const anyTimeActions = {
  keepCalendar: keep((_, __, payload) => ({
    calendar: payload['calendar'] as string,
  })),
  keepCorrection: keep((context) => ({ corrections: context.corrections + 1 })),
  keepPriorAct: keep((context) => ({ priorActs: context.priorActs + 1 })),
  keepPassedDeadline: keep((context, _, payload) => ({
    passedDeadlines: [...context.passedDeadlines, payload['deadline'] as string],
  })),
  keepIrregularity: keep((context) => ({ irregularities: context.irregularities + 1 })),
  keepDeparture: keep((context, _, payload) => ({
    departures: [...new Set([...context.departures, payload['requirement'] as string])],
  })),
};
