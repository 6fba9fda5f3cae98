import { useNameOf, usePeople } from '../../people/people';
import { CitedArticle } from '../../refusal/refusal-notice';
import { useMeetingCode } from '../meeting-words';
import { useObstacles } from '../../decisions/decisions';
import type { Discussion, Speaker } from './discussion';
import { usePunctuation } from '../../words/punctuation';
import { useWords } from './screen-words';

interface Props {
  readonly decision: string;
  readonly discussion: Discussion;
  readonly speaking: string | undefined;
  readonly onChoose?: (person: string) => void;
}

/** Members in their order, the head last; each with what was recorded. */
export function SpeakingOrder({ decision, discussion, speaking, onChoose }: Props) {
  const say = useWords();
  return (
    <section aria-label={say('order')}>
      <h2>{say('order')}</h2>
      <ol className="speakers">
        {discussion.speakers.map((speaker) => (
          <OneSpeaker
            key={speaker.person}
            speaker={speaker}
            isSpeaking={speaker.person === speaking}
            mayChoose={mayBeChosen(speaker, discussion)}
            onChoose={onChoose}
          />
        ))}
      </ol>
      <HeadLast decision={decision} discussion={discussion} />
    </section>
  );
}

const mayBeChosen = ({ isHead, present, recused }: Speaker, { waiting }: Discussion): boolean =>
  present && !recused && (!isHead || waiting.length === 0);

function OneSpeaker({
  speaker,
  isSpeaking,
  mayChoose,
  onChoose,
}: {
  speaker: Speaker;
  isSpeaking: boolean;
  mayChoose: boolean;
  onChoose: Props['onChoose'];
}) {
  const say = useWords();
  const code = useMeetingCode();
  const nameOf = useNameOf();
  const { data: people } = usePeople();
  const { person, present, unknown, recused, stance, words, isHead } = speaker;
  const post = people?.people.find(({ id }) => id === person)?.post;
  const standing = unknown
    ? say('unknown')
    : !present
      ? say('absent')
      : recused
        ? say('recused')
        : stance
          ? code(stance)
          : say('waiting');
  const mark = !unknown && (!present || recused) ? '×' : stance ? '●' : '○';
  return (
    <li aria-current={isSpeaking ? 'true' : undefined} className={isSpeaking ? 'is-speaking' : undefined}>
      <span aria-hidden="true">{mark}</span>
      <div>
        {onChoose && mayChoose ? (
          <button type="button" className="speaker-name" onClick={() => onChoose(person)}>
            {nameOf(person)}
          </button>
        ) : (
          <span className="speaker-name">{nameOf(person)}</span>
        )}{' '}
        <span className="quiet">
          {post}
          {isHead && ` · ${say('last')}`}
        </span>
        <div>
          <strong>{standing}</strong>
          {words && <span className="speaker-words"> {words}</span>}
        </div>
      </div>
    </li>
  );
}

/** Why the head does not speak yet, by name and by article; or that the turn has come. */
function HeadLast({
  decision,
  discussion: { silent, waiting, headSpoke, count },
}: {
  decision: string;
  discussion: Discussion;
}) {
  const say = useWords();
  const nameOf = useNameOf();
  const { listed } = usePunctuation();
  const { data } = useObstacles(decision, 'HeadSpoke', waiting.length > 0);
  if (headSpoke || (waiting.length === 0 && count.spoke === 0)) return null;
  if (waiting.length === 0) return <p role="status">{say(silent.length > 0 ? 'headMayNow' : 'headMay')}</p>;
  const citations = data?.standings.flatMap((one) =>
    one.requirement === 'head-speaks-last' && 'citations' in one ? (one.citations ?? []) : [],
  );
  return (
    <div role="status">
      <p>
        {say('headWaits', {
          count: waiting.length,
          names: listed(waiting.map(({ person }) => nameOf(person))),
        })}
      </p>
      {citations?.map((citation) => (
        <CitedArticle key={citation.rule} citation={citation} />
      ))}
    </div>
  );
}
