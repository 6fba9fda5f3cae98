import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect } from 'react';
import { RouterProvider, type RouterProviderProps } from 'react-router/dom';
import { useLanguage } from '../words/words';
import { queries } from './queries';
import { theme } from './theme';

/** Styles come in a sheet of their own, made by `web/component-styles.mjs`; only a server for developing has none. */
const built = { ...theme, zeroRuntime: import.meta.env.PROD };

export function App({ router }: Pick<RouterProviderProps, 'router'>) {
  const { language } = useLanguage();
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language]);
  return (
    <ConfigProvider
      theme={built}
      locale={language === 'zh' ? zhCN : enGB}
      wave={{ disabled: true }}
      // A space between two characters would make a button's text another than its name.
      button={{ autoInsertSpace: false }}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
