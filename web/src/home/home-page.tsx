import { Page as DecisionsPage } from '../decisions/decisions-page';

/** `/`: what the reader has to do. */
export function HomePage() {
  return <DecisionsPage />;
}
