import { createRequire } from 'node:module';
import { createElement as h } from 'react';
import { renderToString } from 'react-dom/server';
import { runnerImport } from 'vite';

const SHEET = 'virtual:component-styles.css';
/** Where Ant Design has its styles made, and where its components ask for the numbers of the theme. */
const STYLE = /\/antd\/es\/(?:.+\/)?(?:style(?:\/[^?]+)?|genStyleUtils)\.js$/;
const NUMBERS = /\/antd\/es\/theme\/useToken\.js$/;
const ICONS = /\/antd\/es\/theme\/util\/useResetIconStyle\.js$/;
/** What reckons a theme. */
const RECKONED = /\/antd\/es\/theme\/themes\/default\/theme\.js$/;
/** What makes them, and what stands in its place: components wear the class that the theme's variables hang on. */
const MAKERS = {
  genStyleHooks: (worn) => `(() => ['', '${worn}'])`,
  genComponentStyleHook: () => `(() => '')`,
  genSubStyleComponent: () => `(() => null)`,
  genStyleUtils: () => '({})',
};
const CALLED = new RegExp(`\\b(?:${Object.keys(MAKERS).join('|')})\\(`);
/** Of colours that the theme has and no page asks for. */
const PALETTE =
  /\d$|^_|^(?:blue|purple|cyan|green|magenta|pink|red|orange|yellow|volcano|geekblue|lime|gold)$/;

/**
 * Ant Design's styles, made when the interface is built and not in each reader's browser: one sheet, in our theme, of the
 * components that the interface has. What makes styles is left out of the scripts. The server for developing makes none.
 */
export function componentStyles() {
  const wanted = new Map();
  let made;
  return [
    {
      name: 'component-styles',
      resolveId: (id) => (id === SHEET ? `\0${SHEET}` : undefined),
      load: (id) => (id === `\0${SHEET}` ? (made?.sheet ?? '') : undefined),
    },
    {
      name: 'component-styles-made',
      apply: 'build',
      async buildStart() {
        made = await makeStyles();
      },
      load(id) {
        if (NUMBERS.test(id)) return numbersAsModule(made);
        if (ICONS.test(id)) return 'export default () => {};';
        return RECKONED.test(id) ? 'export default undefined;' : undefined;
      },
      transform(code, id) {
        if (!STYLE.test(id) || !CALLED.test(code)) return undefined;
        const calls = callsOfMakers(this.parse(code));
        wanted.set(id, calls.flatMap(componentsOf));
        return { code: withoutMakers(code, calls, made.worn), map: null };
      },
      /** One that is used for the first time would stand there bare. */
      generateBundle(_, bundle) {
        const modules = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}));
        const missing = modules
          .flatMap((id) => wanted.get(id) ?? [])
          .filter((name) => !made.components.has(name));
        if (missing.length > 0)
          this.error(
            `web/component-styles.mjs renders nothing that has the styles of ${missing.join(', ')}.`,
          );
      },
    },
  ];
}

/** The sheet and the components in it, the class that the theme's variables hang on, and the theme's numbers. */
async function makeStyles() {
  const require = createRequire(import.meta.url);
  const antd = require('antd');
  // The very one that Ant Design has.
  const css = createRequire(require.resolve('antd'))('@ant-design/cssinjs');
  const { module } = await runnerImport(new URL('src/app/theme.ts', import.meta.url).pathname);
  const cache = css.createCache();
  let numbers;
  const Numbers = () => {
    numbers = antd.theme.useToken().token;
    return null;
  };
  const page = h(antd.ConfigProvider, { theme: module.theme }, h(Numbers), ...everything(antd));
  renderToString(h(css.StyleProvider, { cache }, page));
  return {
    sheet: css.extractStyle(cache, { plain: true }),
    components: new Set([...cache.cache.keys()].map((key) => key.split('%').at(-3))),
    worn: module.theme.cssVar.key,
    numbers,
  };
}

/** One of each component that the interface has. */
function everything({ AutoComplete, Button, Checkbox, DatePicker, Form, Input, InputNumber, ...others }) {
  const { Empty, Popconfirm, Progress, Radio, Select, Space, Steps, Upload } = others;
  const options = ['-'];
  return [
    h(Form, null, h(Form.Item, { label: '-' }, h(Input))),
    ...[Input.Password, Input.Search, Input.TextArea, Input.OTP, InputNumber, DatePicker].map((one) =>
      h(one),
    ),
    ...[Select, AutoComplete, Empty, Progress, Space.Addon].map((one) => h(one)),
    ...[Checkbox, Radio].map(({ Group }) => h(Group, { options })),
    h(Button, null, '-'),
    h(Upload),
    h(Steps, { items: [{ title: '-' }] }),
    h(Popconfirm, { title: '-' }, h('span')),
    h(Space, null, '-'),
  ];
}

/** In place of what reckons them from the theme: they are the same for every reader. */
function numbersAsModule({ numbers, worn }) {
  const asked = Object.fromEntries(Object.entries(numbers).filter(([name]) => !PALETTE.test(name)));
  return `
    const numbers = ${JSON.stringify(asked)};
    const cssVar = { prefix: 'ant', key: '${worn}' };
    export const unitless = {};
    export default () => [undefined, numbers, '', numbers, cssVar, true];`;
}

/** The calls of what makes styles, in the order of the source. */
function callsOfMakers(node) {
  if (Array.isArray(node)) return node.flatMap(callsOfMakers);
  if (typeof node?.type !== 'string') return [];
  if (node.type === 'CallExpression' && Object.hasOwn(MAKERS, node.callee.name)) return [node];
  return Object.values(node).flatMap((part) => (typeof part === 'object' ? callsOfMakers(part) : []));
}

/** `Button-Button` for 'Button', `Button-compact` for ['Button', 'compact']: as Ant Design files them. */
function componentsOf({ arguments: [of] }) {
  if (of.type === 'ObjectExpression') return [];
  const names = of.type === 'ArrayExpression' ? of.elements : [of, of];
  return [names.map(({ value }) => value).join('-')];
}

function withoutMakers(code, calls, worn) {
  return calls.reduceRight(
    (text, { start, end, callee }) => text.slice(0, start) + MAKERS[callee.name](worn) + text.slice(end),
    code,
  );
}
