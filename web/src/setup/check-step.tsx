import { Button } from 'antd';
import { useRoleName } from '../roles/roles';
import { FailureNotice } from '../session/failure-notice';
import { useSaid } from '../words/words';
import { fieldAt, type FirstStartAnswers, type useFirstStart } from './first-start';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './setup-words';

interface Props {
  readonly answers: FirstStartAnswers;
  readonly tried: ReturnType<typeof useFirstStart>;
  readonly made: ReturnType<typeof useFirstStart>;
  readonly check: () => void;
  readonly fix: (at: string) => void;
  readonly create: () => void;
}

/** The server has tried the whole form and taken it back: all that is wrong, at once. */
export function CheckStep({ answers, tried, made, check, fix, create }: Props) {
  const say = useWords();
  const { listed, colon } = usePunctuation();
  const roleName = useRoleName();
  const said = useSaid();
  const where = useFieldInWords();
  const { data } = tried;
  return (
    <>
      <h2>{say('check')}</h2>
      {tried.isPending && <p role="status">{say('checking')}</p>}
      {tried.error && <FailureNotice error={tried.error} />}
      {made.error && <FailureNotice error={made.error} />}
      {data && data.faults.length > 0 && (
        <section className="refusal" role="alert">
          <h3>{say('faults', { n: data.faults.length })}</h3>
          <ul>
            {data.faults.map(({ at, detail }) => (
              <li key={at + detail.en}>
                {where(at)}
                {colon}
                {said(detail)}{' '}
                <Button size="small" onClick={() => fix(at)}>
                  {say('fix')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {data?.complete && (
        <>
          <p>
            <strong>{say('good')}</strong>{' '}
            {say('summary', {
              units: answers.units?.length ?? 0,
              people: answers.people?.length ?? 0,
            })}
          </p>
          <p>
            {data.missingRoles.length > 0
              ? say('missing', { roles: listed(data.missingRoles.map(roleName)) })
              : say('missingNone')}
          </p>
        </>
      )}
      {made.isPending && <p role="status">{say('creating')}</p>}
      <p className="setup-on">
        <Button onClick={check} loading={tried.isPending}>
          {say('again')}
        </Button>
        {data?.complete && (
          <Button type="primary" loading={made.isPending} onClick={create}>
            {say('create')}
          </Button>
        )}
      </p>
    </>
  );
}

/** “第 3 人 · 用户名” for `/people/2/username`. */
function useFieldInWords(): (at: string) => string {
  const say = useWords();
  return (at) => {
    const [group, index, field] = fieldAt(at);
    if (group === 'people' && typeof index === 'number')
      return [say('personNo', { n: index + 1 }), fieldWord(field)].filter(Boolean).join(' · ');
    if (group === 'units' && typeof index === 'number')
      return [say('unitNo', { n: index + 1 }), field === 'within' ? say('within') : say('unitName')].join(
        ' · ',
      );
    if (group === 'body')
      return [
        say('body'),
        index === 'level' ? say('level') : index === 'ruleSet' ? say('rules') : say('bodyName'),
      ].join(' · ');
    return [say('administrator'), fieldWord(index)].filter(Boolean).join(' · ');
  };

  function fieldWord(field: string | number | undefined): string {
    const known = ['name', 'post', 'username', 'roles', 'unit'] as const;
    const one = known.find((name) => name === field);
    return one ? say(one) : '';
  }
}
