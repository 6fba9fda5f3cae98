/** What is remembered of proposal, start, drafts and findings. */
import { countedFrom, personOf, rolesIn, type LocalDate } from '../vocabulary.js';
import type { Context, Touches } from './context.js';
import { keep, ready } from './remembering.js';

export const proposalActions = {
  keepProposal: keep((_, act, payload) => ({
    body: payload['body'] as string,
    proposedBy: personOf(act),
    proposalOf: payload['proposedBy'] as string,
    arisesFrom: (payload['arisesFrom'] as Context['arisesFrom'] | undefined) ?? null,
  })),
  keepScreening: keep((_, __, payload) => ({
    kind: (payload['kind'] as Context['kind'] | undefined) ?? null,
    matters: (payload['matters'] as string[] | undefined) ?? [],
    catalogueItem: (payload['catalogueItem'] as number | undefined) ?? null,
  })),
  keepStudyAssigned: keep((context, act, payload) => ({
    study: {
      unit: payload['unit'] as string,
      throughOffice: rolesIn(act, context.body).includes('office'),
    },
  })),
  keepStart: keep((_, act, payload) => ({
    leadUnit: payload['leadUnit'] as string,
    units: payload['units'] as string[],
    jointBodies: (payload['jointBodies'] as string[] | undefined) ?? [],
    planned: (payload['plannedMeeting'] as Context['planned'] | undefined) ?? null,
    completionBy: (payload['completionBy'] as LocalDate | undefined) ?? null,
    startedOn: countedFrom(act),
    calendar: act.facts.calendar,
    ruleSet: act.facts.ruleSet ?? null,
  })),
  keepUnits: keep((_, __, payload) => ({
    leadUnit: payload['leadUnit'] as string,
    units: payload['units'] as string[],
  })),
  keepDraft: keep((context, act, payload) => {
    const drafters = [...new Set([...(payload['drafters'] as string[]), personOf(act)])];
    return {
      ...ready(context, countedFrom(act)),
      draft: {
        edition: payload['edition'] as number,
        bundle: payload['bundleDigest'] as string,
        drafters,
        options: ((payload['options'] as { id: string }[] | undefined) ?? []).map(({ id }) => id),
        touches: payload['touches'] as Touches,
      },
      drafters: [...new Set([...context.drafters, ...drafters])],
    };
  }),
  keepConsultedUnits: keep((context, act, payload) => ({
    ...ready(context, countedFrom(act)),
    unitsConsulted: [...new Set([...context.unitsConsulted, ...(payload['units'] as string[])])],
    disagreement: context.disagreement || payload['agreed'] === false,
  })),
  keepUnitReply: keep((context, _, payload) => ({
    disagreement: context.disagreement || payload['agrees'] === false,
  })),
  keepFinding: keep((context, act, payload) => ({
    ...ready(context, countedFrom(act)),
    findings: {
      ...context.findings,
      [payload['step'] as string]: {
        required: payload['required'] as boolean,
        by: personOf(act),
        contested: payload['contested'] === true,
        basis: (payload['legalBasis'] as string | undefined) ?? '',
      },
    },
  })),
};
