import type { Paper } from '../documents/upload';

/** What the fields beside an act hold, as the form has them. */
export interface PaperValues {
  readonly entered?: boolean;
  readonly onBehalfOf?: string;
  readonly original?: Paper;
  readonly pages?: number;
  readonly signedOn?: string;
  readonly sealed?: boolean;
  readonly certifiedBy?: string;
  readonly keptAt?: string;
  readonly isElectronic?: boolean;
  readonly key?: string;
  readonly authority?: string;
  readonly ownKey?: boolean;
  readonly soleControl?: boolean;
  readonly signatureChangesShow?: boolean;
  readonly textChangesShow?: boolean;
  readonly earlier?: boolean;
  readonly claimed?: string;
  readonly proved?: boolean;
  readonly evidencedOn?: string;
  readonly source?: Paper;
  readonly checkedBy?: string;
}

/** The members of the request beside its payload. */
export function envelopeOf(paper: PaperValues | undefined, forOther: boolean) {
  if (!paper) return {};
  const entered = forOther || paper.entered === true;
  return {
    ...(entered && paper.onBehalfOf && { onBehalfOf: paper.onBehalfOf }),
    ...(entered && { instrument: instrumentOf(paper) }),
    ...(paper.earlier && paper.claimed && { claimed: paper.claimed }),
    ...evidencedIn(paper),
  };
}

/** The dated source from outside that periods count from. */
export function evidencedIn({ earlier, proved, evidencedOn, source, checkedBy }: PaperValues) {
  if (!earlier || !proved) return {};
  return {
    evidenced: { date: evidencedOn ?? '', source: source?.sha256 ?? '', checkedBy: checkedBy ?? '' },
  };
}

export function instrumentOf(paper: PaperValues) {
  const { original, pages, signedOn, sealed, certifiedBy, keptAt, isElectronic } = paper;
  return {
    digest: original?.sha256 ?? '',
    pages: pages ?? 0,
    signedOn: signedOn ?? '',
    sealed: sealed === true,
    certifiedBy: certifiedBy ?? '',
    ...(keptAt?.trim() && { keptAt: keptAt.trim() }),
    ...(isElectronic && {
      electronic: {
        key: paper.key?.trim() ?? '',
        authority: paper.authority?.trim() ?? '',
        ownKey: paper.ownKey === true,
        soleControl: paper.soleControl === true,
        signatureChangesShow: paper.signatureChangesShow === true,
        textChangesShow: paper.textChangesShow === true,
      },
    }),
  };
}
