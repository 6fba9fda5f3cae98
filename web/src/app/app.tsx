import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect } from 'react';
import { RouterProvider } from 'react-router/dom';
import { ProblemError } from '../api/problem';
import { SESSION_QUERY } from '../session/session';
import { useLanguage } from '../words/words';
import { router } from './routes';
import { theme } from './theme';

/** Asked again only when nothing came: a refusal stays a refusal. */
const worthAskingAgain = (failures: number, error: unknown) =>
  failures < 2 &&
  (!(error instanceof ProblemError) || error.problem.status === 0 || error.problem.status === 503);

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: forgetSessionThatEnded }),
  mutationCache: new MutationCache({ onError: forgetSessionThatEnded }),
  defaultOptions: {
    queries: { retry: worthAskingAgain, staleTime: 10_000 },
    // Without a line an act fails at once, and says so: one that waited would be sent later, with nobody looking.
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** The session was ended elsewhere: the page asks to sign in, and keeps what was typed. */
function forgetSessionThatEnded(error: unknown): void {
  if (error instanceof ProblemError && error.problem.code === 'sign-in-needed') {
    void queries.invalidateQueries({ queryKey: SESSION_QUERY });
  }
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';

export function App() {
  const { language } = useLanguage();
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language]);
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'zh' ? zhCN : enGB}
      csp={{ nonce }}
      wave={{ disabled: true }}
      // A space between two characters would make a button's text another than its name.
      button={{ autoInsertSpace: false }}
    >
      <AntApp>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
