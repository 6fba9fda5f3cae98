import { useSearchParams } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { useHistory } from '../decisions/decisions';
import { useShown } from '../decisions/shown';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useHolds } from '../session/session';
import { AccessLog } from './access-log';
import { Moment } from './moment';
import { VersionSlider } from './version-slider';
import { WhatIf } from './what-if';
import './audit.css';

/** `/decisions/:id/audit?version=`: any moment of its past, with what changed then and the rule that let it pass. */
export function Page() {
  const { id } = useShown();
  const [params, setParams] = useSearchParams();
  const auditing = useHolds('auditor');
  const { data, error } = useHistory(id);
  if (!data) return error ? <RefusalNotice error={error} /> : <PageSkeleton />;
  const last = data.events.length - 1;
  const asked = params.get('version');
  const version = asked !== null && /^\d+$/.test(asked) ? Math.min(Number(asked), last) : last;
  const event = data.events[version];
  const go = (to: number) => setParams({ version: String(to) }, { replace: true, preventScrollReset: true });
  return (
    <>
      <VersionSlider version={version} last={last} onGo={go} />
      {event && <Moment key={`moment-${version}`} id={id} event={event} events={data.events} />}
      <WhatIf key={`what-if-${version}`} id={id} version={version} />
      {auditing && <AccessLog id={id} />}
    </>
  );
}
