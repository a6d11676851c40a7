import { useEffect, useState } from 'preact/hooks';
import { farewell, sentenceOf, signIn } from '../../api/session.js';
import { TextField } from '../../design/fields.js';
import { Logo } from '../../design/icons.js';
import { Problem } from '../../design/states.js';

/** Asks for a token; the address stays, so that whoever followed a link arrives there. */
export function SignInPage() {
  const [token, setToken] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => void (document.title = 'Sign in · Console'), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    await signIn(token.trim()).catch((problem: unknown) => setError(sentenceOf(problem)));
    setBusy(false);
  };
  return (
    <main class="sign-in">
      <form class="card stack" onSubmit={(event) => void submit(event)}>
        <div class="brand">
          <Logo />
          Orchestrator
        </div>
        <h1>Sign in</h1>
        {farewell.value === null || error !== null ? null : <div class="notice amber">{farewell.value}</div>}
        <TextField
          label="Secret or key"
          name="token"
          type="password"
          autocomplete="current-password"
          value={token}
          onValue={setToken}
          required
          hint="AGENT_API_SECRET, or a key (orc_…). It is kept until you close this tab."
        />
        <Problem error={error} />
        <button type="submit" class="button primary" disabled={isBusy}>
          {isBusy ? 'Signing in …' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}
