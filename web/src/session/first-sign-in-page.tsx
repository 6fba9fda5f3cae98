import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api, ask } from '../api/client';
import { FailureNotice } from './failure-notice';
import { NewPasswordFields } from './new-password-fields';
import { useWords } from './sign-in-words';
import './sign-in.css';

interface Answers {
  readonly token: string;
  readonly password: string;
}

/** `/first-sign-in?token=…`: whoever was invited chooses a password that nobody else has seen. */
export function Page() {
  const say = useWords();
  const [search] = useSearchParams();
  const choose = useMutation({
    mutationFn: ({ token, password }: Answers) =>
      ask(api.POST('/api/first-sign-in', { body: { token: token.trim(), password } })),
  });
  if (choose.isSuccess) {
    return (
      <section className="sign-in" role="status">
        <h1>{say('firstTitle')}</h1>
        <p>{say('firstDone')}</p>
        <p>
          <Link to="/sign-in">{say('goSignIn')}</Link>
        </p>
      </section>
    );
  }
  return (
    <section className="sign-in" aria-labelledby="first-title">
      <h1 id="first-title">{say('firstTitle')}</h1>
      <p>{say('firstHow')}</p>
      {choose.error && <FailureNotice error={choose.error} />}
      <Form<Answers>
        layout="vertical"
        requiredMark={false}
        initialValues={{ token: search.get('token') ?? '' }}
        onFinish={(answers) => choose.mutate(answers)}
      >
        <Form.Item
          name="token"
          label={say('firstToken')}
          rules={[{ required: true, message: say('firstTokenMissing') }]}
        >
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <NewPasswordFields />
        <Button type="primary" htmlType="submit" size="large" block loading={choose.isPending}>
          {say('firstSubmit')}
        </Button>
      </Form>
    </section>
  );
}
