import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, ask } from '../api/client';
import { codeOf } from '../api/problem';
import { RefusalNotice } from '../refusal/refusal-notice';
import { SESSION_QUERY } from './session';
import { useWords } from './sign-in-words';

interface Answers {
  readonly username: string;
  readonly password: string;
  readonly totp?: string;
}

/** Name, password, and the one-time code where the account has one. */
export function SignInPage() {
  const say = useWords();
  const queries = useQueryClient();
  const [codeAsked, askForCode] = useState(false);
  const signIn = useMutation({
    mutationFn: ({ username, password, totp }: Answers) =>
      ask(
        api.POST('/api/sessions', { body: { username, password, ...(totp && { totp }), carrier: 'cookie' } }),
      ),
    onError: (error) => {
      if (codeOf(error) === 'second-factor-needed') askForCode(true);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: SESSION_QUERY }),
  });
  const onlyTheCode = codeOf(signIn.error) === 'second-factor-needed';
  return (
    <section className="sign-in" aria-labelledby="sign-in-title">
      <h1 id="sign-in-title">{say('title')}</h1>
      {signIn.error && !onlyTheCode && <RefusalNotice error={signIn.error} />}
      <Form<Answers> layout="vertical" requiredMark={false} onFinish={(answers) => signIn.mutate(answers)}>
        <Form.Item
          name="username"
          label={say('username')}
          rules={[{ required: true, message: say('usernameMissing') }]}
        >
          <Input autoComplete="username" autoFocus size="large" />
        </Form.Item>
        <Form.Item
          name="password"
          label={say('password')}
          rules={[{ required: true, message: say('passwordMissing') }]}
        >
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        {codeAsked && (
          <Form.Item
            name="totp"
            label={say('code')}
            extra={say('codeHow')}
            rules={[{ pattern: /^\d{6}$/, message: say('codeShape') }]}
          >
            <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus size="large" />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
          {say('submit')}
        </Button>
      </Form>
      <p className="quiet">{say('forgotten')}</p>
      <p className="quiet">
        {say('noAccount')} <Link to="/public">{say('portal')}</Link>
      </p>
    </section>
  );
}
