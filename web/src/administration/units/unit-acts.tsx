import { Form, Select } from 'antd';
import { api, ask } from '../../api/client';
import { Invitations } from '../../setup/invitations';
import { useNameOf } from '../../people/people';
import { useJurisdictions } from '../../setup/first-start';
import { useSaid } from '../../words/words';
import { Act } from '../act';
import { ChoiceField, DayField, PersonField, ReasonField, TextField, UnitField } from '../fields';
import type { Unit } from './units';
import { useWords } from './units-words';
import { useBindingActs } from '../procedures/procedures';

type Payload = Readonly<Record<string, unknown>>;

/** What an administrator does about one body or unit; each is an event of it. */
export function UnitActs({ unit }: { unit: Unit }) {
  const say = useWords();
  const event = (type: string) => (payload: Payload) =>
    ask(
      api.POST('/api/admin/units/{id}/events', {
        params: { path: { id: unit.id }, header: { 'if-match': `"${unit.version}"` } },
        body: { type, payload } as never,
      }),
    );
  if (unit.closedOn) return null;
  return (
    <div className="acts">
      <Act
        title={say('rename')}
        effect={say('renameEffect')}
        seenBy={say('seenByAll')}
        act={event('UnitRenamed')}
      >
        <TextField name="name" label={say('name')} />
        <DayField name="from" label={say('from')} />
        <ReasonField />
      </Act>
      <Act title={say('move')} effect={say('moveEffect')} seenBy={say('seenByAll')} act={event('UnitMoved')}>
        <UnitField name="parent" label={say('parent')} />
        <DayField name="from" label={say('from')} />
        <ReasonField />
      </Act>
      <Act
        title={say('close')}
        effect={say('closeEffect')}
        seenBy={say('seenByAll')}
        act={event('UnitClosed')}
      >
        <DayField name="on" label={say('on')} />
        <ReasonField />
      </Act>
      {unit.kind === 'body' && <BodyActs unit={unit} event={event} />}
    </div>
  );
}

interface BodyProps {
  readonly unit: Unit;
  readonly event: (type: string) => (payload: Payload) => Promise<unknown>;
}

function BodyActs({ unit, event }: BodyProps) {
  const say = useWords();
  const said = useSaid();
  const nameOf = useNameOf();
  const { data: rules } = useJurisdictions();
  const places = rules?.jurisdictions.filter((one) => one.of === 'place') ?? [];
  return (
    <>
      <Act
        title={say('jurisdiction')}
        effect={say('jurisdictionEffect')}
        seenBy={say('seenByAll')}
        act={event('JurisdictionChanged')}
      >
        <ChoiceField
          name="ruleSet"
          label={say('ruleSet')}
          options={places.map(({ id, title }) => ({ value: id, label: said(title) }))}
        />
        <ReasonField />
      </Act>
      <Act
        title={say('retention')}
        effect={say('retentionEffect')}
        seenBy={say('seenByAll')}
        act={event('RetentionPeriodSet')}
      >
        <ChoiceField
          name="period"
          label={say('period')}
          options={(['permanent', 'thirty-years', 'ten-years'] as const).map((value) => ({
            value,
            label: say(value),
          }))}
        />
        <TextField name="schedule" label={say('schedule')} most={300} />
        <ReasonField />
      </Act>
      <Act<{ acts?: string[]; reason: string }, unknown>
        title={say('signatures')}
        effect={say('signaturesEffect')}
        seenBy={say('seenByAll')}
        act={({ acts = [], reason }) => event('SignaturesAsked')({ acts, reason })}
      >
        <SignedActs />
        <ReasonField />
      </Act>
      <Act<
        { person: string; resetSignIn: string; reason: string },
        { person: string; invitation?: { token: string; expiresAt: string } }
      >
        title={say('administrator')}
        effect={say('administratorEffect')}
        seenBy={say('seenByAll')}
        initial={{ resetSignIn: 'no' }}
        act={({ person, resetSignIn, reason }) =>
          ask(
            api.POST('/api/admin/units/{id}/administrator', {
              params: { path: { id: unit.id } },
              body: { person, reason, resetSignIn: resetSignIn === 'yes' },
            }),
          )
        }
        after={({ person, invitation }) =>
          invitation && (
            <>
              <h3>{say('invitation')}</h3>
              <Invitations people={[{ name: nameOf(person), username: '', invitation }]} />
            </>
          )
        }
      >
        <PersonField name="person" label={say('person')} />
        <ChoiceField
          name="resetSignIn"
          label={say('resetSignIn')}
          options={(['no', 'yes'] as const).map((value) => ({ value, label: say(value) }))}
        />
        <ReasonField />
      </Act>
    </>
  );
}

/** The acts that bind, by the names that the newest procedure gives them. */
function SignedActs() {
  const say = useWords();
  const acts = useBindingActs();
  return (
    <Form.Item name="acts" label={say('acts')}>
      <Select mode="multiple" optionFilterProp="label" options={[...acts]} />
    </Form.Item>
  );
}
