import { useQuery } from '@tanstack/react-query';
import { Button, Form, Steps } from 'antd';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { api, ask } from '../api/client';
import { codeOf } from '../api/problem';
import { FailureNotice } from '../session/failure-notice';
import { useSaid } from '../words/words';
import { AdministratorStep, BodyStep } from './body-step';
import { CheckStep } from './check-step';
import { DoneStep } from './done-step';
import { fieldAt, stepOf, useFirstStart, type FirstStartAnswers } from './first-start';
import { PeopleStep } from './people-step';
import { useWords } from './setup-words';
import { UnitsStep } from './units-step';
import './setup.css';

const KEPT_AS = 'chengxu-form/setup';
const STEPS = ['body', 'administrator', 'units', 'people', 'check'] as const;
const CHECK = STEPS.indexOf('check');

/** `/setup?token=…`: where the link of the first start leads. */
export function Page() {
  const say = useWords();
  const [search] = useSearchParams();
  const token = search.get('token') ?? '';
  const link = useQuery({
    queryKey: ['setup', token],
    queryFn: () => ask(api.GET('/api/setup', { params: { query: { token } } })),
    staleTime: Infinity,
    retry: false,
  });
  if (link.isPending) return <PageSkeleton />;
  if (link.error) {
    return codeOf(link.error) === 'setup-refused' ? (
      <section role="alert" className="refusal">
        <h1>{say('linkWrong')}</h1>
        <p>{say('linkWrongHow')}</p>
      </section>
    ) : (
      <FailureNotice error={link.error} />
    );
  }
  return <Wizard token={token} />;
}

function Wizard({ token }: { token: string }) {
  const say = useWords();
  const said = useSaid();
  const [form] = Form.useForm<FirstStartAnswers>();
  const [step, go] = useState(0);
  const tried = useFirstStart(token);
  const made = useFirstStart(token);
  useEffect(() => {
    const kept = sessionStorage.getItem(KEPT_AS);
    if (kept) form.setFieldsValue(JSON.parse(kept));
  }, [form]);
  const answers = (): FirstStartAnswers => form.getFieldsValue(true);
  const check = () => tried.mutate({ answers: answers(), dryRun: true });
  const wrong = tried.data?.faults;
  useEffect(() => {
    const here = wrong?.filter(({ at }) => stepOf(at) === step) ?? [];
    form.setFields(here.map(({ at, detail }) => ({ name: fieldAt(at) as never, errors: [said(detail)] })));
    const [first] = here;
    if (first) form.scrollToField(fieldAt(first.at) as never, { focus: true });
    // Told when the step is turned to, and not again with every word that is typed.
  }, [step]);
  const turnTo = (next: number) => {
    go(next);
    if (next === CHECK) check();
  };
  if (made.data) return <DoneStep made={made.data} />;
  return (
    <section className="setup">
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      <Steps
        size="small"
        className="no-print"
        current={step}
        onChange={turnTo}
        items={STEPS.map((one) => ({ title: say(one) }))}
      />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        initialValues={{ body: { level: 'township', ruleSet: 'national' } }}
        onValuesChange={() => keep(answers())}
        onFinish={() => turnTo(step + 1)}
      >
        {step === 0 && <BodyStep />}
        {step === 1 && <AdministratorStep />}
        {step === 2 && <UnitsStep />}
        {step === 3 && <PeopleStep />}
        {step === CHECK ? (
          <CheckStep
            answers={answers()}
            tried={tried}
            made={made}
            check={check}
            fix={(at) => go(stepOf(at))}
            create={() =>
              made.mutate(
                { answers: answers(), dryRun: false },
                { onSuccess: () => sessionStorage.removeItem(KEPT_AS) },
              )
            }
          />
        ) : (
          <p className="setup-on">
            {step > 0 && <Button onClick={() => go(step - 1)}>{say('back')}</Button>}
            <Button type="primary" htmlType="submit">
              {say('next')}
            </Button>
          </p>
        )}
      </Form>
    </section>
  );
}

/** Kept on this machine until it is set up; never the password. */
function keep(all: FirstStartAnswers): void {
  const { password: _, ...administrator } = all.administrator ?? {};
  sessionStorage.setItem(
    KEPT_AS,
    JSON.stringify({ ...all, administrator: { ...administrator, passwordAgain: undefined } }),
  );
}
