import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { announce } from '../app/announcements';
import { useLent, type Delegation } from '../acts/lent';
import { useAttempt } from '../api/attempt';
import { api, ask } from '../api/client';
import { PageSkeleton } from '../app/page-skeleton';
import { useNewestProcedure } from '../decisions/machine';
import { SchemaForm } from '../forms/schema-form';
import type { Schema } from '../forms/schema';
import { useNameOf, useUnitName } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useSession } from '../session/session';
import { Proposal } from './proposal';
import { PROPOSES } from './proposes';
import { useWords } from './proposer-words';
import '../desk/desk.css';
import './proposer.css';

/** `/decisions/new`: a matter is proposed (article 10); whoever does it sees at once what lies ahead. */
export function Page() {
  const say = useWords();
  const { data: session } = useSession();
  const { data: procedure, error: failed } = useNewestProcedure();
  const act = procedure?.events.find(({ type }) => type === 'DecisionProposed');
  const schema = act?.schema as Schema | undefined;
  const own = session?.grants.filter(({ role }) => PROPOSES.includes(role)).map(({ body }) => body) ?? [];
  // Whoever may do it themselves does it in their own name.
  const [lender] = useLent()({ type: 'DecisionProposed', roles: PROPOSES }, {});
  const bodies = own.length === 0 && lender ? [lender.body] : [...new Set(own)];
  return (
    <>
      <title>{say('title')}</title>
      <h1>{say('title')}</h1>
      {failed && <RefusalNotice error={failed} />}
      {!failed && !schema && <PageSkeleton />}
      {schema && bodies.length === 0 && <p>{say('notAllowed')}</p>}
      {schema && bodies.length > 0 && (
        <Wizard schema={schema} bodies={bodies} {...(own.length === 0 && lender && { lender })} />
      )}
    </>
  );
}

interface WizardProps {
  readonly schema: Schema;
  readonly bodies: readonly string[];
  /** By whose delegation, where it is not the reader's own to propose. */
  readonly lender?: Delegation;
}

function Wizard({ schema, bodies, lender }: WizardProps) {
  const say = useWords();
  const go = useNavigate();
  const unitName = useUnitName();
  const nameOf = useNameOf();
  const queries = useQueryClient();
  const { data: session } = useSession();
  const attempt = useAttempt();
  const propose = useMutation({
    mutationFn: (payload: Record<string, unknown>) =>
      ask(
        api.POST('/api/decisions', {
          params: { header: { 'idempotency-key': attempt.keyFor(payload) } },
          // Its schema is the one that the form was made from.
          body: { payload, ...(lender && { delegatedBy: lender.person }) } as never,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['decisions'] }),
  });
  const [body = ''] = bodies;
  const only = bodies.length === 1;
  const screens = session?.grants.some((grant) => grant.role === 'office');
  return (
    <>
      {lender && (
        <p>
          <strong>{say('lent', { name: nameOf(lender.person) })}</strong>
        </p>
      )}
      {propose.error && <RefusalNotice error={propose.error} />}
      <SchemaForm
        keptAs="decision/new"
        schema={schema}
        given={{
          event: 'DecisionProposed',
          suggested: { body },
          ...(only && {
            settled: { body: { value: body, said: { zh: unitName(body), en: unitName(body) } } },
          }),
        }}
        submitting={propose.isPending}
        refused={propose.error}
        onSubmit={({ payload }, recorded) =>
          propose.mutate(payload, {
            onSuccess: ({ event }) => {
              recorded();
              const id = event.subject.slice('decision/'.length);
              announce(say('proposed', { seq: event.seq }));
              // The office goes straight on to say whether it is a major decision.
              void go(screens ? `/decisions/${id}/act/MatterScreened` : `/decisions/${id}`);
            },
          })
        }
      >
        <Proposal schema={schema} body={body} />
      </SchemaForm>
    </>
  );
}
