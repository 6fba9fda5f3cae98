import type { Stage } from './stage.js';
import { ADMINISTRATOR, PEOPLE, type SamplePerson } from './township.js';

/** Who can sign in, and what there is to open, while the demo goes on serving. */
export function tellHowToLookAround({ http, tell, say }: Stage, password: string): void {
  const { serving } = say;
  const { address } = http;
  tell.heading(serving.heading);
  // A browser keeps the session's `__Host-` cookie over plain http for `localhost` alone.
  tell.line(` ${serving.at(address.replace('127.0.0.1', 'localhost'))}`);
  tell.line(` ${serving.password(password)}`);
  const rows = [...Object.values<SamplePerson>(PEOPLE), ADMINISTRATOR].map((person): [string, string] => {
    const roles = person.roles.map(({ role }) => tell.words.roleName(role));
    const [name, post] = [tell.words.in(person.name), tell.words.in(person.post)];
    return [person.username, serving.person(name, post, roles)];
  });
  tell.rows(rows, ' '.repeat(5));
  tell.line(` ${serving.look}`);
  const pages: [string, string][] = [
    [`${address}/api/public/consultations`, serving.pages.consultations],
    [`${address}/api/workflows`, serving.pages.workflows],
    [`${address}/api/ledger/checkpoint`, serving.pages.checkpoint],
    [`${address}/api/openapi.json`, serving.pages.api],
  ];
  tell.rows(pages, ' '.repeat(5));
  tell.line(` ${serving.signIn}`);
  tell.line(`     curl ${address}/api/sessions -H 'content-type: application/json' \\`);
  tell.line(`       -d '{"username":"${PEOPLE.head.username}","password":"${password}"}'`);
  tell.beneath(serving.readme, ' ');
}
