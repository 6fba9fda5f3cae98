import { Form } from 'antd';
import { useState } from 'react';
import { PageSkeleton } from '../../app/page-skeleton';
import { api, ask } from '../../api/client';
import { useDates } from '../../dates/dates';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { LEVELS, useJurisdictions } from '../../setup/first-start';
import { useSaid } from '../../words/words';
import { Act } from '../act';
import { ChoiceField, TextField, UnitField } from '../fields';
import { UnitActs } from './unit-acts';
import { UnitHistory } from './unit-history';
import { useAdministeredUnits, type Unit } from './units';
import { useWords } from './units-words';

/** `/administration/units`: bodies and their units as the tree that they are. */
export function Page() {
  const say = useWords();
  const { data, error, isPending } = useAdministeredUnits();
  const [chosen, choose] = useState<string>();
  const units = data?.units ?? [];
  const unit = units.find(({ id }) => id === chosen);
  return (
    <>
      <h1>{say('units')}</h1>
      {error && <RefusalNotice error={error} />}
      {isPending && <PageSkeleton />}
      {data && (
        <Branch
          units={units}
          parent={null}
          chosen={chosen}
          choose={(id) => choose(id === chosen ? undefined : id)}
        />
      )}
      {unit && (
        <section key={unit.id} aria-label={unit.name}>
          <h2>{say('actsHeading', { unit: unit.name })}</h2>
          <UnitActs unit={unit} />
          <UnitHistory unit={unit.id} />
        </section>
      )}
      <h2>{say('register')}</h2>
      <RegisterUnit />
    </>
  );
}

interface BranchProps {
  readonly units: readonly Unit[];
  readonly parent: string | null;
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
}

function Branch({ units, parent, chosen, choose }: BranchProps) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const { data: rules } = useJurisdictions();
  const children = units.filter((unit) => parentOf(unit) === parent);
  if (children.length === 0) return null;
  const nameOfRules = (id: string) => {
    const place = rules?.jurisdictions.find((one) => one.id === id);
    return place ? said(place.title) : id;
  };
  return (
    <ul className="tree">
      {children.map(({ id, name, kind, ruleSet, closedOn }) => (
        <li key={id}>
          <p>
            <button
              type="button"
              className="tree-unit"
              aria-pressed={id === chosen}
              onClick={() => choose(id)}
            >
              {name}
            </button>{' '}
            <span className="quiet">
              {kind === 'body' && say('rules', { rules: nameOfRules(ruleSet) })}
              {closedOn && say('closed', { day: dates.inFull(closedOn) })}
            </span>
          </p>
          <Branch units={units} parent={id} chosen={chosen} choose={choose} />
        </li>
      ))}
    </ul>
  );
}

/** A unit that is under no other one is under its body. */
const parentOf = ({ parent, kind, body }: Unit) => parent ?? (kind === 'unit' ? body : null);

interface Registered {
  readonly kind: 'body' | 'unit';
  readonly name: string;
  readonly parent?: string;
  readonly level: (typeof LEVELS)[number];
  readonly ruleSet?: string;
}

function RegisterUnit() {
  const say = useWords();
  const said = useSaid();
  const { data: known } = useAdministeredUnits();
  const { data: rules } = useJurisdictions();
  const places = rules?.jurisdictions.filter((one) => one.of === 'place') ?? [];
  return (
    <Act<Registered, unknown>
      title={say('register')}
      effect={say('registerEffect')}
      seenBy={say('seenByAll')}
      initial={{ kind: 'unit', level: 'township' }}
      act={(given) => {
        const above = known?.units.find(({ id }) => id === given.parent);
        return ask(
          api.POST('/api/admin/units', {
            // A unit is of its body's level.
            body: {
              ...given,
              ...(given.kind === 'unit' &&
                above && { body: above.body, level: above.level as Registered['level'] }),
            },
          }),
        );
      }}
    >
      <ChoiceField
        name="kind"
        label={say('kind')}
        options={(['unit', 'body'] as const).map((value) => ({ value, label: say(value) }))}
      />
      <TextField name="name" label={say('name')} />
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) =>
          getFieldValue('kind') === 'unit' ? (
            <UnitField name="parent" label={say('within')} />
          ) : (
            <>
              <UnitField name="parent" label={say('within')} kind="body" optional />
              <ChoiceField
                name="level"
                label={say('level')}
                options={LEVELS.map((value) => ({ value, label: say(value) }))}
              />
              <ChoiceField
                name="ruleSet"
                label={say('ruleSet')}
                optional
                options={places.map(({ id, title }) => ({ value: id, label: said(title) }))}
              />
            </>
          )
        }
      </Form.Item>
    </Act>
  );
}
