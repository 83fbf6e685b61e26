import { useEffect, useState } from 'react';
import { logIn, offersLogin } from '../api/login';
import type { Problem } from '../api/problem';
import { Button } from '../ui/Button';
import { Prose } from '../ui/Prose';

/** The way in for whoever has no command line here; nothing where the server has no login. */
export function Login() {
  const [offered, setOffered] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(() => {
    const leaving = new AbortController();
    void offersLogin(leaving.signal).then((offers) => leaving.signal.aborted || setOffered(offers));
    return () => leaving.abort();
  }, []);

  if (!offered) return null;
  const begin = async () => {
    setBusy(true);
    const refused = await logIn();
    setProblem(refused);
    if (refused) setBusy(false);
  };
  return (
    <div className="mt-4 grid justify-items-start gap-2">
      <Button look="primary" busy={busy} onClick={() => void begin()}>
        Log in
      </Button>
      {problem && (
        <p role="alert" className="text-xs text-bad">
          <Prose text={problem.title} />
        </p>
      )}
    </div>
  );
}
