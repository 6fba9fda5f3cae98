import { Link } from 'react-router';
import { useUnitName } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useWords } from './pool-words';
import { useOwnBodies, usePool } from './pools';

/** `/pools`: one for each body in which the reader holds a role. */
export function Page() {
  const say = useWords();
  const bodies = useOwnBodies();
  return (
    <>
      <title>{say('pools')}</title>
      <h1>{say('pools')}</h1>
      <p>{say('how')}</p>
      {bodies.length === 0 && <p className="quiet">{say('noBody')}</p>}
      {bodies.length > 0 && (
        <table className="register">
          <thead>
            <tr>
              <th scope="col">{say('body')}</th>
              <th scope="col">{say('experts')}</th>
              <th scope="col">{say('held')}</th>
            </tr>
          </thead>
          <tbody>
            {bodies.map((body) => (
              <PoolRow key={body} body={body} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function PoolRow({ body }: { body: string }) {
  const say = useWords();
  const unitName = useUnitName();
  const { data: pool, error } = usePool(body);
  return (
    <tr>
      <td>
        <Link to={`/pools/${body}`}>{unitName(body)}</Link>
        {error && <RefusalNotice error={error} />}
      </td>
      <td>
        {pool && pool.experts.filter(({ left }) => left === null).length}
        {pool === null && <span className="quiet">{say('notOpened')}</span>}
      </td>
      <td>{pool?.held}</td>
    </tr>
  );
}
