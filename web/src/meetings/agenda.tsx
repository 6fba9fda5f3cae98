import { Link } from 'react-router';
import type { Decision } from '../decisions/decisions';
import { contextOf, type AgendaItem, type OneMeeting } from './meetings';
import { useMeetingCode, useWords } from './meeting-words';

interface Props {
  readonly meeting: OneMeeting;
  readonly items: readonly AgendaItem[];
  readonly decisions: readonly (Decision | undefined)[];
}

/** The items in their order, each with the text that is on the table and how far it has come. */
export function Agenda({ meeting, items, decisions }: Props) {
  const say = useWords();
  if (items.length === 0) return <p className="quiet">{say('emptyAgenda')}</p>;
  return (
    <ol className="agenda">
      {items.map((item, at) => (
        <li key={item.decision}>
          <span className="agenda-title">
            {at + 1}. <Link to={`/decisions/${item.decision}`}>{item.title ?? item.decision}</Link>
          </span>{' '}
          <Standing meeting={meeting} item={item} decision={decisions[at]} />
          <Text item={item} invitedWith={meeting.state.agenda.length > 0} />
        </li>
      ))}
    </ol>
  );
}

function Text({ item: { tablings, announced }, invitedWith }: { item: AgendaItem; invitedWith: boolean }) {
  const say = useWords();
  const last = tablings.at(-1);
  const before = tablings.at(-2);
  if (!last) {
    return (
      <div className="quiet">
        {say('announcedOnly')} <span className="no-print">{say('announcedOnlyHow')}</span>
      </div>
    );
  }
  return (
    <div>
      <span className="quiet">{say('tabled', { digest: last.bundleDigest.slice(0, 12) })}</span>
      {!announced && invitedWith && <strong> △ {say('late')}</strong>}
      {before && before.bundleDigest !== last.bundleDigest && (
        <strong>
          {' '}
          △ {say('moved', { from: before.bundleDigest.slice(0, 12), to: last.bundleDigest.slice(0, 12) })}
        </strong>
      )}
    </div>
  );
}

/** How far an item has come at this meeting. */
function Standing({
  meeting,
  item,
  decision,
}: {
  meeting: OneMeeting;
  item: AgendaItem;
  decision: Decision | undefined;
}) {
  const say = useWords();
  const code = useMeetingCode();
  if (!decision || item.tablings.length === 0) return null;
  const { outcome, meeting: at } = contextOf(decision);
  if (at.meeting !== meeting.id) return <span className="quiet">{say('elsewhere')}</span>;
  if (outcome && outcome.bundle === at.bundle) return <strong>● {code(outcome.is)}</strong>;
  const spoke = Object.keys(at.spoke).length;
  if (isDiscussed(decision)) return <span>◐ {say('discussed')}</span>;
  return <span className="quiet">{spoke > 0 ? say('speaking', { count: spoke }) : say('undecided')}</span>;
}

export function isDiscussed({ state }: Pick<Decision, 'state'>): boolean {
  const value = state['value'];
  return typeof value === 'object' && value !== null && 'meeting' in value && value.meeting === 'discussed';
}
