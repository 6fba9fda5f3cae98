import { Form, Input, Select } from 'antd';
import { PageSkeleton } from '../../app/page-skeleton';
import { api, ask } from '../../api/client';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { usePunctuation } from '../../words/punctuation';
import { Act } from '../act';
import { ChoiceField, ReasonField } from '../fields';
import { useBindingActs } from '../procedures/procedures';
import { useAdministers } from '../separation/separation';
import { Calendar } from './calendar';
import { installationEvent, useInstallation } from './installation';
import { useWords } from './settings-words';

/** What the program reads; whatever else was recorded is listed by its name. */
const KNOWN = [
  { setting: 'sign-in-profile', title: 'profile', what: 'profileWhat', form: undefined },
  { setting: 'step-up-for-binding-acts', title: 'stepUp', what: 'stepUpWhat', form: 'minutesForm' },
  { setting: 'signatures-asked', title: 'signatures', what: 'signaturesWhat', form: undefined },
  { setting: 'emergency-reading-hours', title: 'readingHours', what: 'readingHoursWhat', form: 'hoursForm' },
] as const;

/** `/administration/settings`: what holds for the whole installation. */
export function Page() {
  const say = useWords();
  const { data, error, isPending } = useInstallation();
  const administers = useAdministers();
  const { listed } = usePunctuation();
  const binding = useBindingActs();
  const actName = (type: string) => binding.find(({ value }) => value === type)?.label ?? type;
  if (isPending) return <PageSkeleton />;
  if (error) return <RefusalNotice error={error} />;
  const others = Object.entries(data.settings).filter(
    ([name]) => !KNOWN.some(({ setting }) => setting === name),
  );
  const profiles = [
    { value: 'standard', label: say('standard') },
    { value: 'mlps-3', label: say('mlps3') },
  ];
  const valueInWords = (setting: string): string => {
    const value = data.settings[setting];
    if (setting === 'sign-in-profile')
      return (
        (profiles.find((one) => one.value === value)?.label ?? say('standard')) +
        (value ? '' : say('byDefault'))
      );
    if (value === undefined)
      return (
        (setting === 'emergency-reading-hours' ? say('hours', { n: 24 }) : say('off')) + say('byDefault')
      );
    if (value === 'off') return say('off');
    if (setting === 'step-up-for-binding-acts') return say('minutes', { n: value });
    if (setting === 'emergency-reading-hours') return say('hours', { n: value });
    if (setting === 'signatures-asked') return listed(value.split(' ').map(actName));
    return value;
  };
  return (
    <>
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      {KNOWN.map(({ setting, title, what, form }) => (
        <section key={setting}>
          <h2>{say('is', { what: say(title), value: valueInWords(setting) })}</h2>
          <p className="quiet">{say(what)}</p>
          {administers('ConfigurationChanged') && (
            <Act<{ value?: string | string[]; reason: string }, unknown>
              title={say('change', { what: say(title) })}
              seenBy={say('seenByAll')}
              act={({ value = [], reason }) =>
                installationEvent(data.version, 'ConfigurationChanged', {
                  setting,
                  // Acts are chosen by name and kept as types, a space apart; none at all is off.
                  value: Array.isArray(value) ? value.join(' ') || 'off' : value,
                  reason,
                })
              }
            >
              {setting === 'sign-in-profile' && (
                <ChoiceField name="value" label={say('value')} options={profiles} />
              )}
              {setting === 'signatures-asked' && (
                <Form.Item name="value" label={say('value')} extra={say('signaturesForm')}>
                  <Select mode="multiple" optionFilterProp="label" options={[...binding]} />
                </Form.Item>
              )}
              {form && (
                <Form.Item
                  name="value"
                  label={say('value')}
                  extra={say(form)}
                  rules={[{ required: true, message: say(form) }]}
                >
                  <Input maxLength={500} autoComplete="off" />
                </Form.Item>
              )}
              <ReasonField />
            </Act>
          )}
        </section>
      ))}
      {others.length > 0 && <h2>{say('other')}</h2>}
      {others.map(([name, value]) => (
        <p key={name}>
          <code>{name}</code> = {value}
        </p>
      ))}
      <Calendar version={data.version} />
      {administers('SessionsEnded') && (
        <>
          <h2>{say('sessions')}</h2>
          <Act<{ reason: string; tokens: string }, unknown>
            title={say('sessions')}
            effect={say('sessionsEffect')}
            seenBy={say('seenByAll')}
            initial={{ tokens: 'kept' }}
            act={({ reason, tokens }) =>
              ask(api.POST('/api/admin/sessions/end', { body: { reason, tokens: tokens === 'ended' } }))
            }
          >
            <ChoiceField
              name="tokens"
              label={say('tokens')}
              options={[
                { value: 'kept', label: say('tokensKept') },
                { value: 'ended', label: say('tokensEnded') },
              ]}
            />
            <ReasonField />
          </Act>
        </>
      )}
    </>
  );
}
