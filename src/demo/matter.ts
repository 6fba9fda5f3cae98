import { digestOf } from '../canonical/digest.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Body } from './over-http.js';
import type { SamplePaper } from './papers.js';
import { earliestMeeting } from './plan.js';
import { shortDate } from './dates.js';
import { NotAsTold, type Expected } from './expectations.js';
import type { Stage, Subject, Uploaded } from './stage.js';
import { PEOPLE, TOWNSHIP, type Part } from './township.js';

/** Everybody who sits in the township government meeting besides its head. */
export const MEMBERS: readonly Part[] = ['wu', 'pan', 'fang'];

/** One matter on its way, with the papers that it has gathered, and the acts that every matter knows. */
export class Matter {
  readonly papers: Record<string, Uploaded> = {};
  /** Digest of the present edition. */
  bundle = '';
  private edition = 0;

  constructor(
    readonly stage: Stage,
    readonly decision: Subject,
    private readonly lead: Part,
    private readonly terms: { readonly applicableLaw: string[]; readonly units: string[] },
  ) {}

  async act(who: Part, type: string, payload: JsonObject, note?: string): Promise<Body> {
    return (await this.stage.act(who, this.decision, type, payload, note)).body;
  }

  refused(who: Part, type: string, payload: JsonObject, expected: Expected): Promise<void> {
    return this.stage.refused(who, this.decision, type, payload, expected);
  }

  /** Keeps a paper of this matter under its kind. */
  async files(paper: SamplePaper, who: Part = this.lead): Promise<Uploaded> {
    const uploaded = await this.stage.paper(who, paper);
    this.papers[paper.kind] = uploaded;
    return uploaded;
  }

  paper(kind: string): Uploaded {
    const found = this.papers[kind];
    if (!found) throw new NotAsTold(kind);
    return found;
  }

  /** Digest that the bundle would have with another draft: SHA-256 of JCS (design §3.4). */
  async digestWith(draft: SamplePaper): Promise<string> {
    return digestOf([entryOf(await this.stage.paper(this.lead, draft))]);
  }

  /** Submits the next edition; the program tells its digest. */
  async submits(draft: SamplePaper, note: string, changes?: string): Promise<void> {
    const bundle = [entryOf(await this.files(draft))];
    this.edition += 1;
    const { state } = await this.act(
      this.lead,
      'DraftSubmitted',
      {
        edition: this.edition,
        bundle,
        drafters: [this.stage.actor(this.lead).id],
        applicableLaw: this.terms.applicableLaw,
        touches: {
          specificGroups: false,
          marketPlayers: false,
          units: this.terms.units,
          hearingRequiredBy: null,
        },
        ...(changes === undefined ? {} : { changes }),
      },
      note,
    );
    const { draft: kept } = (state as JsonObject)['context'] as { draft: { bundle: string } };
    this.bundle = kept.bundle;
    this.stage.insistSame(draft.name, digestOf(bundle), this.bundle);
  }

  /** Sends the complete bundle to the review; the program says from when on a meeting is lawful. */
  async asksForReview(legalBasis: SamplePaper, account: SamplePaper, earliest: string): Promise<void> {
    const { stage } = this;
    const papers = [await this.files(legalBasis), await this.files(account)];
    await this.act(this.lead, 'LegalityReviewRequested', { bundleDigest: this.bundle, papers });
    const from = await earliestMeeting(stage, this.lead, this.decision, earliest);
    stage.tell.beneath(stage.say.notes.requested(from));
  }

  async isAdvised(advice: SamplePaper): Promise<void> {
    const opinion = await this.files(advice, 'counsel');
    await this.act('counsel', 'LegalAdviceGiven', {
      bundleDigest: this.bundle,
      position: 'lawful',
      opinion,
      freeOfInterest: true,
    });
  }

  /** What an opinion says that finds everything lawful, in three separate answers. */
  lawful(opinion: Uploaded, exemptionsReviewed: string[]): JsonObject {
    const answers = { power: 'conforms', procedure: 'conforms', content: 'conforms' };
    const reasons = {
      powerBecause: '属于乡镇人民政府的法定职权',
      procedureBecause: '应当履行的程序均已履行，认定不适用的理由成立',
      contentBecause: '与有关法律、法规、规章和国家政策一致',
    };
    return {
      outcome: 'lawful',
      bundleDigest: this.bundle,
      ...answers,
      ...reasons,
      exemptionsReviewed,
      opinion,
    };
  }

  async isFoundLawful(opinion: SamplePaper, exemptionsReviewed: string[]): Promise<void> {
    const paper = await this.files(opinion, 'reviewer');
    await this.act(
      'reviewer',
      'LegalityOpinionIssued',
      this.lawful(paper, exemptionsReviewed),
      this.stage.say.notes.lawful,
    );
  }

  async bringsPapersToTheMeeting(...kinds: string[]): Promise<void> {
    const papers = kinds.map((kind) => this.paper(kind));
    await this.act(this.lead, 'MeetingBundleSubmitted', { bundleDigest: this.bundle, papers });
  }

  tabling(meeting: Subject, bundleDigest = this.bundle): JsonObject {
    return { meeting: meeting.id, bundleDigest };
  }

  async isTabled(meeting: Subject, date: string): Promise<void> {
    const { say, tell } = this.stage;
    const note = say.notes.tabled(shortDate(date, tell.words.language));
    await this.act('secretary', 'TabledAtMeeting', this.tabling(meeting), note);
  }

  async isSpokenOn(who: Part, stance: string, words: string, note: string): Promise<void> {
    await this.act(who, 'MemberSpoke', { stance, words }, note);
  }

  async passes(): Promise<void> {
    await this.act(
      'head',
      'OutcomeDecided',
      { outcome: 'passed', bundleDigest: this.bundle },
      this.stage.say.notes.passed,
    );
  }
}

function entryOf({ name, mediaType, size, sha256 }: Uploaded): JsonObject {
  return { role: 'draft', name, mediaType, size, sha256 };
}

/** The secretary convenes the township government meeting (镇长办公会议) for a day. */
export function convene(stage: Stage, tag: string, plannedOn: string): Promise<Subject> {
  const note = stage.say.notes.convened(shortDate(plannedOn, stage.tell.words.language));
  const payload = {
    body: TOWNSHIP,
    kind: 'township-government-meeting',
    plannedOn,
    head: stage.actor('head').id,
    members: MEMBERS.map((member) => stage.actor(member).id),
    agenda: [],
  };
  return stage.opens('secretary', tag, 'meetings', 'MeetingConvened', payload, note);
}

/** The secretary opens it on its day, with everybody there. */
export async function open(stage: Stage, meeting: Subject, openedOn: string): Promise<void> {
  await stage.act('secretary', meeting, 'MeetingOpened', { openedOn });
  const present = (['head', ...MEMBERS] as const).map((one) => stage.actor(one).id);
  const names = (['head', ...MEMBERS] as const).map((one) => PEOPLE[one].name[stage.tell.words.language]);
  await stage.act('secretary', meeting, 'AttendanceRecorded', { present }, stage.say.notes.present(names));
}
