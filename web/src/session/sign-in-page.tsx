import { Navigate } from 'react-router';
import { SignInPage } from './sign-in-form';
import { useSession } from './session';

/** `/sign-in`: for whoever comes to sign in, rather than to a page that asks for it. */
export function Page() {
  const { data: session } = useSession();
  return session ? <Navigate to="/" replace /> : <SignInPage />;
}
