import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../canonical/canonical-json.js';
import { consultationActs } from '../../workflows/consultation/consultation.js';
import { meetingActs } from '../../workflows/meeting/meeting.js';
import type { Text } from '../../workflows/vocabulary.js';
import type { Body, OverHttp } from './over-http.js';
import { NotAsTold } from './expectations.js';
import { Stage, type Actor } from './stage.js';
import type { Telling } from './telling.js';
import { ADMINISTRATOR, BODIES, PEOPLE, TOWNSHIP, UNITS, type Part, type SamplePerson } from './township.js';

/** The same for all the sample people, another one in every run; it stands nowhere but in this memory. */
export const newPassword = (): string => randomBytes(9).toString('base64url');

/** Sets the program up as its first administrator would, and moves the township in. */
export class SettlingIn {
  constructor(
    private readonly http: OverHttp,
    private readonly tell: Telling,
    private readonly password: string,
  ) {}

  /** @param setupLink the one-time link that the program printed at its first start */
  async begin(setupLink: string): Promise<Stage> {
    const { say } = this.tell;
    await this.setUp(new URL(setupLink).searchParams.get('token') ?? '');
    const administrator = await this.signIn(ADMINISTRATOR);
    this.done(say.setUp.token);
    await this.registerUnits(administrator.token);
    this.done(say.setUp.units(Object.keys(BODIES).length, Object.keys(UNITS).length));
    const people = await this.registerPeople(administrator.token);
    const grants = Object.values(PEOPLE).reduce((sum, { roles }) => sum + roles.length, 0);
    this.done(say.setUp.people(Object.keys(PEOPLE).length, grants));
    await this.readProcedure();
    return new Stage(this.http, this.tell, administrator, people);
  }

  private async setUp(token: string): Promise<void> {
    const { username, name, post } = ADMINISTRATOR;
    await this.post('/api/setup', {
      token,
      body: { id: BODIES.county.id, name: BODIES.county.name.zh, level: 'county' },
      administrator: { username, password: this.password, name: name.zh, post: post.zh },
    });
    this.tell.words.learnName(BODIES.county.name);
  }

  private async registerUnits(token: string): Promise<void> {
    const { id, name } = BODIES.township;
    const township = { id, kind: 'body', level: 'township', parent: BODIES.county.id, name: name.zh };
    await this.post('/api/admin/units', township, token);
    this.tell.words.learnName(name);
    for (const unit of Object.values(UNITS)) {
      const level = unit.body === TOWNSHIP ? 'township' : 'county';
      const asked = {
        id: unit.id,
        kind: 'unit',
        level,
        parent: unit.body,
        body: unit.body,
        name: unit.name.zh,
      };
      await this.post('/api/admin/units', asked, token);
      this.tell.words.learnName(unit.name);
    }
  }

  private async registerPeople(token: string): Promise<Record<Part, Actor>> {
    const people: Partial<Record<Part, Actor>> = {};
    for (const [part, person] of Object.entries(PEOPLE) as [Part, SamplePerson][]) {
      const { username, name, post, roles } = person;
      const asked = { username, password: this.password, name: name.zh, post: post.zh };
      const { event } = await this.post('/api/admin/people', asked, token);
      const id = String((event as JsonObject)['subject']).split('/')[1] ?? '';
      for (const { role, unit } of roles) {
        const grant = { role, unit, body: TOWNSHIP, reason: '工作需要' };
        await this.post(`/api/admin/people/${id}/grants`, grant, token);
      }
      people[part] = await this.signIn(person);
    }
    return people as Record<Part, Actor>;
  }

  private async signIn(person: SamplePerson): Promise<Actor> {
    const answer = await this.post('/api/sessions', { username: person.username, password: this.password });
    const { person: id } = answer['person'] as { person: string };
    this.tell.words.learnName(person.name);
    return { person, id, token: String(answer['token']) };
  }

  /** What each act is called and who may do it, from the procedure in force; meetings and comments have their own. */
  private async readProcedure(): Promise<void> {
    const { body: list } = await this.http.get('/api/workflows');
    const [newest] = (
      list['workflows'] as { id: string; version: string; hash: string; title: Text & JsonObject }[]
    )
      .filter(({ id }) => id === 'major-decision')
      .toSorted((a, b) => Number(b.version) - Number(a.version));
    if (!newest) throw new NotAsTold('major-decision');
    const { body } = await this.http.get(`/api/workflows/${newest.id}/${newest.version}`);
    for (const { type, title, roles } of body['events'] as {
      type: string;
      title: Text;
      roles: string[];
    }[])
      this.tell.words.learnKind(type, { title, roles });
    for (const [type, { title, law }] of Object.entries({ ...meetingActs, ...consultationActs }))
      this.tell.words.learnKind(type, { title, roles: law.roles });
    this.done(this.tell.say.setUp.workflow(this.tell.words.in(newest.title), newest.hash.slice(0, 12)));
  }

  private done(what: string): void {
    this.tell.beneath(`✓ ${what}`, ' '.repeat(5));
  }

  private async post(path: string, body: JsonObject, token?: string): Promise<Body> {
    const answer = await this.http.post(path, body, { token });
    if (answer.status === 201) return answer.body;
    throw new NotAsTold(
      this.tell.say.unexpected(path, '201', `${answer.status} ${JSON.stringify(answer.body)}`),
    );
  }
}
