import { Navigate } from 'react-router';
import { useHolds } from '../session/session';

/** `/administration` itself has nothing: the first part of whoever came. */
export function Page() {
  const administers = useHolds('administrator');
  const audits = useHolds('auditor');
  return <Navigate to={administers ? 'people' : audits ? 'health' : 'erasures'} replace />;
}
