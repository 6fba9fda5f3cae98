import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { PageSkeleton } from '../../app/page-skeleton';
import { api, ask } from '../../api/client';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { MachineDrawn } from '../../statechart/machine-drawn';
import { usePunctuation } from '../../words/punctuation';
import { useSaid } from '../../words/words';
import { useProcedure, useProcedures } from './procedures';
import { useWords } from './procedures-words';

/** `/administration/procedures`: each version with its steps, and the proof that none is gone round. */
export function Page() {
  const say = useWords();
  const said = useSaid();
  const { data, error, isPending } = useProcedures();
  return (
    <>
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      {isPending && <PageSkeleton />}
      {error && <RefusalNotice error={error} />}
      {data?.workflows.toReversed().map(({ id, version, title, hash }) => (
        <section key={id + version}>
          <h2>
            {said(title)} · {say('version', { version })}
          </h2>
          <Procedure id={id} version={version} />
          <p className="quiet">
            {say('digest')} <span className="digest">{hash}</span>
          </p>
        </section>
      ))}
    </>
  );
}

function Procedure({ id, version }: { id: string; version: string }) {
  const say = useWords();
  const { bracketed } = usePunctuation();
  const said = useSaid();
  const { data, error } = useProcedure(id, version);
  const [proving, prove] = useState(false);
  const [drawn, draw] = useState(false);
  if (error) return <RefusalNotice error={error} />;
  if (!data) return <PageSkeleton />;
  const titles = new Map(data.steps.map((step) => [step.id, said(step.title)]));
  const acts = new Map(data.events.map(({ type, title }) => [type, said(title)]));
  return (
    <>
      <p>
        {data.steps.map((step, at) => (
          <span key={step.id}>
            {at > 0 && ' → '}
            {said(step.title)}
            {step.exemptible && <span className="quiet">{bracketed(say('exemptible'))}</span>}
          </span>
        ))}
      </p>
      <p>{say('acts', { n: data.events.length, m: data.events.filter(({ binding }) => binding).length })}</p>
      <div className="acts">
        <Button aria-expanded={drawn} onClick={() => draw(!drawn)}>
          {say('drawing')}
        </Button>
        <Button aria-expanded={proving} onClick={() => prove(!proving)}>
          {say('proof')}
        </Button>
      </div>
      {drawn && <MachineDrawn procedure={data} />}
      {proving && (
        <Proof
          id={id}
          version={version}
          stepName={(step) => titles.get(step) ?? step}
          actName={(act) => acts.get(act) ?? act}
        />
      )}
    </>
  );
}

interface ProofProps {
  readonly id: string;
  readonly version: string;
  readonly stepName: (step: string) => string;
  readonly actName: (act: string) => string;
}

function Proof({ id, version, stepName, actName }: ProofProps) {
  const say = useWords();
  const { colon, listed } = usePunctuation();
  const { data, error } = useQuery({
    queryKey: ['proof', id, version],
    queryFn: () => ask(api.GET('/api/workflows/{id}/{version}/proof', { params: { path: { id, version } } })),
    staleTime: Infinity,
  });
  if (error) return <RefusalNotice error={error} />;
  if (!data) return <p role="status">{say('proving')}</p>;
  const before = Object.entries(data.stepsBefore);
  const bound = before.filter(([, steps]) => steps.length > 0);
  return (
    <div role="status">
      <p className={data.holds ? 'state-good' : 'state-bad'}>
        <strong>
          {data.holds
            ? say('holds', { configurations: data.configurations, steps: data.steps })
            : say('fails')}
        </strong>
      </p>
      <ul>
        {data.bypasses.map(({ theorem, about, path }) => (
          <li key={theorem + about}>
            {about}
            {colon}
            {path.map(actName).join(' → ')}
          </li>
        ))}
      </ul>
      <p>{say('before')}</p>
      <ul className="plain-list">
        {bound.map(([act, steps]) => (
          <li key={act}>
            <strong>{actName(act)}</strong> <span className="quiet">{say('needs')}</span>
            {listed(steps.map(stepName))}
          </li>
        ))}
      </ul>
      <p className="quiet">{say('nothingBefore', { n: before.length - bound.length })}</p>
    </div>
  );
}
