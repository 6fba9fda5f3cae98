import { useRef } from 'react';
import { Link, NavLink, useNavigate } from 'react-router';
import { useSession, useSignOut } from '../session/session';
import { useLanguage } from '../words/words';
import { useWords } from './layout-words';
import seal from './seal.svg';
import './top-bar.css';

/** The places of the interface. `for`: the roles whose work is there; without it, everybody's. */
const PLACES: readonly {
  to: string;
  word: 'home' | 'decisions' | 'meetings' | 'screening' | 'catalogues' | 'pools' | 'administration';
  for?: readonly string[];
}[] = [
  { to: '/', word: 'home' },
  { to: '/decisions', word: 'decisions' },
  { to: '/meetings', word: 'meetings', for: ['secretary', 'office', 'member', 'head', 'legality-reviewer'] },
  { to: '/screening', word: 'screening', for: ['office'] },
  { to: '/catalogues', word: 'catalogues', for: ['office', 'party-office', 'head'] },
  { to: '/pools', word: 'pools', for: ['office'] },
  { to: '/administration', word: 'administration', for: ['administrator', 'auditor', 'archivist', 'office'] },
];

export function TopBar() {
  const say = useWords();
  const { data: session } = useSession();
  const { language, speak } = useLanguage();
  const roles = new Set(session?.grants.map(({ role }) => role));
  const mine = PLACES.filter((place) => !place.for || place.for.some((role) => roles.has(role)));
  return (
    <header className="top">
      <Link to="/" className="top-name">
        <img src={seal} alt="" width="28" height="28" />
        {say('product')}
      </Link>
      {session && (
        <nav aria-label={say('menu')}>
          {mine.map(({ to, word }) => (
            <NavLink key={to} to={to} end={to === '/'}>
              {say(word)}
            </NavLink>
          ))}
        </nav>
      )}
      {session === null && (
        <nav aria-label={say('menu')}>
          <NavLink to="/public">{say('publicPortal')}</NavLink>
          <NavLink to="/sign-in">{say('signIn')}</NavLink>
        </nav>
      )}
      {session && <SearchBox />}
      <span className="top-own">
        <button
          type="button"
          className="top-language"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
        >
          {say('language')}
        </button>
        {session && <Own name={session.name} />}
      </span>
    </header>
  );
}

/** Search first: from every page, without leaving the keyboard. */
function SearchBox() {
  const say = useWords();
  const go = useNavigate();
  return (
    <search>
      <form
        className="top-search"
        onSubmit={(event) => {
          event.preventDefault();
          const q = new FormData(event.currentTarget).get('q');
          if (typeof q === 'string' && q.trim()) void go(`/search?q=${encodeURIComponent(q.trim())}`);
        }}
      >
        <input
          type="search"
          name="q"
          maxLength={100}
          aria-label={say('search')}
          placeholder={say('search')}
        />
      </form>
    </search>
  );
}

/** Plain HTML: a component for menus would make the first load a tenth heavier. It closes as menus do. */
function Own({ name }: { name: string }) {
  const say = useWords();
  const go = useNavigate();
  const signOut = useSignOut();
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => menu.current?.removeAttribute('open');
  return (
    <details
      ref={menu}
      className="top-account"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) close();
      }}
      onKeyDown={({ key, currentTarget }) => {
        if (key !== 'Escape') return;
        close();
        currentTarget.querySelector('summary')?.focus();
      }}
    >
      <summary>{name}</summary>
      <ul>
        <li>
          <Link to="/me" onClick={close}>
            {say('me')}
          </Link>
        </li>
        <li>
          <Link to="/readings" onClick={close}>
            {say('readings')}
          </Link>
        </li>
        <li>
          <button type="button" onClick={() => signOut.mutate(undefined, { onSettled: () => void go('/') })}>
            {say('signOut')}
          </button>
        </li>
      </ul>
    </details>
  );
}
